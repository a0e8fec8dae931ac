"""The way there and back."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView
from django.http import HttpRequest

from linli.signin.wecom.client import WeComClient


class WeComAdapter(OAuth2Adapter):
    """Addresses of WeCom's sign-in, developer.work.weixin.qq.com/document/path/98152 and 98176."""

    provider_id = "wecom"
    client_class = WeComClient

    @property
    def authorize_url(self) -> str:
        """The page of WeCom that shows a QR code."""
        return f"{self._told('LOGIN', 'https://login.work.weixin.qq.com')}/wwlogin/sso/login"

    @property
    def access_token_url(self) -> str:
        """Where the app gets its token."""
        return f"{self._told('API', 'https://qyapi.weixin.qq.com')}/cgi-bin/gettoken"

    @property
    def profile_url(self) -> str:
        """Where it is told whose code it is."""
        return f"{self._told('API', 'https://qyapi.weixin.qq.com')}/cgi-bin/auth/getuserinfo"

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who it is: a member of the corp; anybody else is refused with OAuth2Error."""
        asked = {"access_token": token.token, "code": kwargs["response"]["code"]}
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, params=asked)
            answer.raise_for_status()
            told = answer.json()
        if told.get("errcode") or not told.get("userid"):
            raise OAuth2Error(f"WeCom names no member: {told.get('errcode')}")
        return self.get_provider().sociallogin_from_response(request, told)

    def _told(self, name: str, default: str) -> str:
        return str(self.get_provider().get_settings().get(name, default))


oauth2_callback = OAuth2CallbackView.adapter_view(WeComAdapter)
