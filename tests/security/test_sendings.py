"""The forms the attacks start from: all of them are known, and each is taken when it is sent as it is meant."""

from __future__ import annotations

from tests.security.sendings import sendings
from tests.security.site import Site


def test_every_form_of_the_product_is_known_here(site: Site) -> None:
    assert tuple(sorted(sendings(site))) == site.endpoints("POST")


def test_every_form_is_taken_as_it_is_meant(site: Site) -> None:
    before = site.rows()
    refused = {}
    for endpoint, sending in sendings(site).items():
        response = site.posts(sending.who, site.address(endpoint, **sending.at), sending.fields)
        if response.status_code not in {200, 204, 303} or "sign-in" in response.headers.get("Location", ""):
            refused[endpoint] = (response.status_code, response.headers.get("Location"))
        site.restore(before)
        assert site.rows() == before
    assert refused == {}
