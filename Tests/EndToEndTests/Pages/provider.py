"""A real OpenID Connect provider on loopback, for the tests of the city's own sign-in: Django OAuth Toolkit.

    provider.py FOLDER REDIRECT_ADDRESS

It insists on a proof key (RFC 7636), and knows one client, `faltbild`, whose secret it writes to FOLDER/secret, and two
people, `Asa.Lind` and `Nils.Ek`, whose password is `en mening som är lång`. It prints its address once it listens.
"""

import os
import pathlib
import sys
import wsgiref.simple_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

FOLDER = pathlib.Path(sys.argv[1])
REDIRECT = sys.argv[2]
SECRET = "hemligt & så"
PASSWORD = "en mening som är lång"
LOGIN = """<!doctype html><title>Staden</title><form method="post">{% csrf_token %}
<input name="username" id="username"><input name="password" id="password" type="password"><button>In</button></form>"""

# On loopback there is nobody between.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
sys.modules.setdefault("provider", sys.modules[__name__])


def signing_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption()).decode()


settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="provider",
    USE_TZ=True,
    LOGIN_URL="/login",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "provider.sqlite")}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"login.html": LOGIN})]},
        }
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": signing_key(),
        "OAUTH2_VALIDATOR_CLASS": "provider.Validator",
        "PKCE_REQUIRED": True,
        "SCOPES": {"openid": "", "profile": ""},
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402


class Validator(OAuth2Validator):
    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"preferred_username": "profile"}

    def get_additional_claims(self):
        return {"preferred_username": lambda request: request.user.username}


urlpatterns = [
    path("login", LoginView.as_view(template_name="login.html")),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]


def main():
    call_command("migrate", verbosity=0)
    for name in ("Asa.Lind", "Nils.Ek"):
        User.objects.create_user(name, password=PASSWORD)
    Application.objects.create(
        name="Fältbild",
        client_id="faltbild",
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=REDIRECT,
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )
    (FOLDER / "secret").write_text(SECRET)
    server = wsgiref.simple_server.make_server("127.0.0.1", 0, get_wsgi_application())
    print(f"http://127.0.0.1:{server.server_port}/o", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
