"""The provider, as allauth's registry finds it."""

from typing import Any

from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from linli.signin.wecom.views import WeComAdapter


class WeComAccount(ProviderAccount):
    """What allauth would show of an account; Linli keeps nothing but its id."""


class WeComProvider(OAuth2Provider):
    """WeCom."""

    id = "wecom"
    name = "WeCom"
    account_class = WeComAccount
    oauth2_adapter_class = WeComAdapter

    def get_auth_params(self) -> dict[str, str]:
        """Return what WeCom's page asks beside what every provider asks."""
        return {"login_type": "CorpApp", "appid": self.app.client_id, "agentid": self.app.key}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return the id of a member, which is of one corp only."""
        return f"{self.app.client_id}:{data['userid']}"


provider_classes = [WeComProvider]
