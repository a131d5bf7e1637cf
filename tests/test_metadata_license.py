"""What a page says about its licence → a code, and where it stood."""

import pytest

from cleaner.metadata import read_metadata
from cleaner.metadata.license import license_code
from cleaner.page.dom import parse
from cleaner.page.segment import segment

BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"
LD = '<script type="application/ld+json">{"@type": "Article", "license": "X"}</script>'


def read(head="", body="", end=""):
    story = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 3
    page = parse(f"<html><head>{head}</head><body><h1>Harbour wall rises</h1>{body}{story}{end}</body></html>")
    return read_metadata(page, segment(page).blocks, {})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BY_SA, "CC-BY-SA-4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/de/deed.de", "CC-BY-NC-ND-3.0-DE"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "PDM-1.0"),
        ("https://creativecommons.org/licenses/by/", "CC-BY"),
        ("CC BY-NC 4.0", "CC-BY-NC-4.0"),
        ("Text available under Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("Creative Commons Attribution Non-Commercial No Derivatives 2.5", "CC-BY-NC-ND-2.5"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL-1.3"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International", "CC-BY-SA-4.0"),
        ("Lizenz: Creative Commons Namensnennung-Nicht kommerziell 3.0", "CC-BY-NC-3.0"),
        ("Creative Commons Attribution - Partage dans les mêmes conditions 4.0", "CC-BY-SA-4.0"),
        ("Creative Commons Reconocimiento-NoComercial-SinObraDerivada 3.0", "CC-BY-NC-ND-3.0"),
        ("Creative Commons Uznanie autorstwa 4.0", "CC-BY-4.0"),
        ("Creative Commons Licence: Attribution 4.0", "CC-BY-4.0"),
        ("Esta obra está bajo una licencia CC BY-SA 3.0 ES", "CC-BY-SA-3.0-ES"),
        ("CC BY 4.0 UK readers only", "CC-BY-4.0"),
        ("available under the Open Government Licence v3.0", "OGL-UK-3.0"),
        ("All rights reserved", None),
        ("https://creativecommons.org/about/", None),
        ("cc by email to the harbour master", None),
    ],
)
def test_a_licence_has_one_code_however_it_is_named(text, code):
    assert license_code(text) == code


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        ({"head": f'<link rel="license" href="{BY_SA}">'}, "rel=license"),
        ({"end": f'<footer><a rel="license" href="{BY_SA}">Licence</a></footer>'}, "rel=license"),
        ({"head": f'<meta name="DCTERMS.license" content="{BY_SA}">'}, "meta"),
        ({"head": LD.replace("X", BY_SA)}, "json-ld"),
        ({"end": f'<p>This text is licensed under <a href="{BY_SA}">these terms</a>.</p>'}, "link"),
        ({"end": f'<div><a href="{BY_SA}"><img alt="Creative Commons" src="/by-sa.png"></a></div>'}, "link"),
        ({"end": "<footer><p>Licensed under CC BY-SA 4.0.</p></footer>"}, "footer"),
    ],
)  # fmt: skip
def test_each_place_that_states_the_licence_is_read(parts, source):
    found = read(**parts)
    assert (found.license, found.provenance["license"].source) == ("CC-BY-SA-4.0", source)


@pytest.mark.parametrize(
    "other",
    [
        f'<figure><img src="/w.jpg"><figcaption>Licensed under <a href="{BY_SA}">CC BY 4.0</a></figcaption></figure>',
        f'<p>Many museums chose <a href="{BY_SA}">a free one</a> for their pictures.</p>',
        "<p>The harbour master reads his mail, cc by email.</p>",
    ],
)
def test_licences_of_pictures_and_of_others_are_not_the_pages(other):
    assert read(body=other).license is None
