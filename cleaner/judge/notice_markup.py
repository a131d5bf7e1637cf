"""What the markup of a page without an article says beside its words: shields against robots, fields for passwords."""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.model import NoArticle

# Names in the markup of pages that services against robots show instead of the site's own.
_SHIELDS: Final = re.compile(
    rb"captcha-delivery\.com|px-captcha|_pxAppId|_Incapsula_Resource|cf-chl-|cf_chl_opt|/_sec/cp_challenge|awsWafCookie|"
    rb"h-captcha|g-recaptcha|hcaptcha\.com/1/api|cf-turnstile|geetest|ddos-guard|kpsdk|smartcaptcha"
)
_PASSWORD: Final = (b'type="password"', b"type=password", b"type='password'")
# Bytes of markup that are searched for these names: such pages are short, and a search through all of a shop's page
# would cost more than everything else here.
_MOST_MARKUP: Final = 60_000


def support(reason: NoArticle, raw: bytes) -> int:
    """Weight of what the markup says. Ordinary pages have forms and shields, too: it counts only beside words."""
    if reason == "robot check":
        return 2 * (_SHIELDS.search(raw, 0, _MOST_MARKUP) is not None)
    if reason == "login":
        return int(any(field in raw for field in _PASSWORD))
    return 0
