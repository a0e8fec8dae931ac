"""How WeCom gives a token: for the app, by corp id and secret, not for the one who signs in."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error


class WeComClient(OAuth2Client):
    """The calls of developer.work.weixin.qq.com/document/path/91039."""

    def get_access_token(self, code: str, pkce_code_verifier: str | None = None) -> dict[str, Any]:
        """Return the app's token and the code that it is to be asked about. Raises OAuth2Error."""
        asked = {"corpid": self.consumer_key, "corpsecret": self.consumer_secret}
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.access_token_url, params=asked)
            answer.raise_for_status()
            told: dict[str, Any] = answer.json()
        if told.get("errcode") or "access_token" not in told:
            raise OAuth2Error(f"WeCom gave no token: {told.get('errcode')}")
        return told | {"code": code}
