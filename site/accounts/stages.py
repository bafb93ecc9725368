"""The steps of signing in that differ from allauth's."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts.required import brought_it_along


class SecondFactor(AuthenticateStage):
    """Asks for the second factor, unless the provider has and that counts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not brought_it_along(
            request, self.login.user
        )
