"""What one article tells of each thing that it names: the Profiles that `actor_clusters` compares.

In: an article and its annotation. Out: a Profile for each named entity.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from analysis.annotate.language import dictionary, in_dictionary
from analysis.gazetteer import fold, is_first_name
from analysis.model import Annotation, Article, Entity, EntityType, Mention
from analysis.resolve.actor_names import NameForm, is_bare, name_form, offices_of, ranks_of
from analysis.resolve.actor_signs import LIKELY, SURE, signs_in, signs_of
from analysis.vocabulary import words

# before a name that is not a person's: 'in Varhaug', 'near Varhaug'
LOCATING = re.compile(r"\b(?:in|near|at|from|outside|across|around|towards?)\s$", re.IGNORECASE)
AFTER_NAME = re.compile(r"\s*,?\s*(?:the\s)?(\w+)(?!\sof\b)\b")  # not 'Varhaug, the son of'

OF_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


@dataclass(slots=True)
class Profile:
    """One named entity of one article."""

    article_id: str
    entity: int
    type: EntityType
    gender: str
    gender_told: bool  # otherwise pronouns alone say so, and a pronoun is easily misread
    form: NameForm
    surfaces: Counter[str]
    offices: frozenset[str] = frozenset()  # 'president' of 'President Berg'
    ranks: frozenset[str] = frozenset()  # 'minister', 'captain': what else the person is called
    gender_seen: bool = True  # a title or a pronoun bears the gender of the first name out
    located: bool = False  # 'in Varhaug': what is spoken of is a place
    age: str = ""  # 'elder' or 'younger' of two of one name, by what the text calls them
    definite: bool = False  # 'the Atlantida', whenever it is named
    inhabited: bool = False  # 'in Varhaug'
    firm: bool = False  # 'Brandtner AG': the name of a company
    opening: bool = False  # never but where every word has a capital
    first: int = 0  # where the text first names it
    signs: Counter[EntityType] = field(default_factory=Counter)  # 'the town of Varhaug'
    outlet: str = ""  # folded, of the article


LEAST_WORDS = 2  # of a station's name behind 'TV' that is not a town's
# what stands before the place that a station is called after
STATIONS = frozenset({"radio", "tv", "television", "channel", "canal", "kanal"})


def profiles_of(article: Article, annotation: Annotation) -> list[Profile]:
    """The Profiles of one article, in the order in which it names them."""
    named: dict[int, list[Mention]] = defaultdict(list)
    others: dict[int, list[str]] = defaultdict(list)
    for mention in annotation.mentions:
        if mention.kind == "name":
            named[mention.entity].append(mention)
        else:
            others[mention.entity].append(article.text[slice(*mention.head)].lower())
    opens = {start for start, _ in annotation.sentences}
    found = []
    for index, mentions in _town_apart(article, named):
        entity = annotation.entities[index]
        surfaces = Counter(surface(article.text, mention) for mention in mentions)
        fullest = _fullest(surfaces)
        if not fullest:
            continue
        signs = signs_in(article.text, (m.head for m in mentions))
        offices, ranks = offices_of(entity.roles), ranks_of([*entity.roles, *others[index]])
        entitled = any(_entitled(article.text, m) for m in mentions)
        said = offices | ranks if entitled or " " in fullest else frozenset()
        kind = _kind(entity, signs, said)
        if kind != "vessel" and " " in fullest and fold(fullest) == fold(article.outlet):
            kind = "person" if is_first_name(fullest.split()[0]) else "organization"
        definite = any(_definite(article.text, m) for m in mentions) and all(
            _definite(article.text, m) or _modifies(article.text, m) for m in mentions
        )
        form = name_form(fullest, kind)
        named_by_word = kind == "person" and not said and in_dictionary(form.words[0])
        if (definite or named_by_word) and _is_own(form, article.outlet):
            form, kind = name_form(article.outlet, "organization"), "organization"
        age = _age(article.text, mentions)
        if is_bare(form) and not form.generation:
            form = replace(form, generation=age)
        titled = any(_titled(article.text, mention) for mention in mentions)
        first = entity.gender_told or is_first_name(fullest.split()[0])
        if kind == "person" and offices | ranks and first:
            signs["person"] += LIKELY
        heard = {OF_GENDER[word] for word in others[index] if word in OF_GENDER}
        found.append(
            Profile(
                article_id=article.id,
                entity=index,
                type=kind,
                gender=entity.gender,
                gender_told=entity.gender_told,
                form=form,
                surfaces=surfaces,
                offices=offices,
                ranks=ranks,
                gender_seen=titled or entity.gender in heard,
                located=any(_placed(article.text, m) for m in mentions),
                age=age or _by_kin(others[index]),
                definite=definite,
                inhabited=any(_inhabited(article.text, m) for m in mentions),
                firm=any(_is_firm(text) for text in surfaces),
                opening=all(mention.head[0] in opens for mention in mentions),
                first=mentions[0].start,
                signs=signs,
                outlet=fold(article.outlet),
            )
        )
    return found


def outlet_names(outlets: Iterable[str]) -> frozenset[str]:
    """The folded names of outlets that are of two words or more, and without a 'TV' or 'Radio'
    before two others."""
    whole = {outlet for outlet in outlets if " " in outlet}
    parts = [outlet.split() for outlet in whole]
    return frozenset(
        whole | {" ".join(p[1:]) for p in parts if p[0] in STATIONS and len(p) > LEAST_WORDS}
    )


def outlets_as_bodies(profiles: Sequence[Profile]) -> list[Profile]:
    """The profiles, those bodies that are called as what an article of the case was published by.

    'Suara Sela' is no woman where there is a paper of that name.
    """
    outlets = outlet_names(profile.outlet for profile in profiles)
    return [
        replace(p, form=replace(p.form, family="body"))
        if p.form.family == "person"
        and p.form.key in outlets
        and not is_first_name(p.form.words[0])
        else p
        for p in profiles
    ]


def _town_apart(
    article: Article, named: dict[int, list[Mention]]
) -> Iterator[tuple[int, list[Mention]]]:
    """The mentions of each entity; of the article's outlet those apart that name its town.

    'Halsund' in the Halsund Tidende, of which the text speaks too; 'the Tidende' is the paper.
    """
    called = fold(article.outlet).split()
    for index, mentions in named.items():
        bare = [m for m in mentions if fold(surface(article.text, m)).split() == called[:1]]
        placed = signs_in(article.text, (m.head for m in bare))["place"] > 0
        placed |= any(_modifies(article.text, m) for m in bare)
        if not placed or any(_definite(article.text, m) for m in bare):
            bare = []
        whole = any(fold(surface(article.text, m)).split() == called for m in mentions)
        if bare and whole and len(called) > 1 and not is_first_name(called[0]):
            yield index, bare
            mentions = [m for m in mentions if m not in bare]
        yield index, mentions


def _kind(entity: Entity, signs: Counter[EntityType], said: frozenset[str]) -> EntityType:
    """The type of an entity; what was taken for a person is what its neighbours say it is.

    'The tabloid Varhaug Flash', 'members of Al-Rimal', 'the mayor of Varhaug': not where the text
    says of the person what he is.
    """
    if said or entity.gender_told:
        return entity.type
    alone = " " not in entity.name and entity.type in {"organization", "other", "group"}
    if alone and signs["place"] >= SURE and signs["organization"] < LIKELY:
        return "place"
    if entity.type != "person":
        return entity.type
    if signs["organization"] > signs["place"]:
        return "organization"
    return "place" if signs["place"] >= SURE else entity.type


def _is_own(form: NameForm, outlet: str) -> bool:
    """'The Post' in the Varhaug Post, 'told Flash' in Flash Varhaug: it speaks of itself.

    Not so 'the Tarn' on Radio Tarn, which is called after it, nor in a thread by '@tarn_fisher'.
    """
    called = fold(outlet).split()
    return not outlet.startswith("@") and (
        len(form.words) == 1
        and form.family != "place"
        and len(called) > 1
        and form.words[0] in called
        and called[0] not in STATIONS
    )


def surface(text: str, mention: Mention) -> str:
    """The bare name of a name mention as it is written, spaces made single."""
    return " ".join(text[mention.head[0] : mention.head[1]].split())


def _fullest(forms: Counter[str]) -> str:
    """The form of most words; not a nickname ('El Lobo') where a full name is as long."""

    def rank(form: str) -> tuple[int, bool, int, str]:
        parts = form.split()
        nickname = parts[0].lower() in words("titles", "particles") | {"the"}
        return len(parts), not nickname, forms[form], form

    return max(forms, key=rank)


def _modifies(text: str, mention: Mention) -> bool:
    """'Halsund time', 'the Halsund exchange': before a noun; not 'Halsund said'."""
    found = re.match(r"\s([a-z]+)\b", text[mention.head[1] :][:30])
    return found is not None and found[1] in dictionary()["noun"]


def _is_firm(name: str) -> bool:
    parts = fold(name).split()
    legal = words("mentions", "company_endings") | words("mentions", "legal_forms")
    legal |= {"group", "holding", "holdings"}
    return len(parts) > 1 and parts[-1] in legal


def _placed(text: str, mention: Mention) -> bool:
    """'in Varhaug'; not 'from Berg's office', 'from the Authority'."""
    found = LOCATING.search(text[max(0, mention.start - 9) : mention.start])
    if found is None or text[mention.head[1] :][:2] in {"'s", "’s"}:
        return False
    return found[0].strip().lower() != "from" or not _definite(text, mention)


def _definite(text: str, mention: Mention) -> bool:
    """'the Council', also where it owns what is spoken of: 'the Council's envoy'."""
    owning = text[mention.head[1] :][:2] in {"'s", "’s"}
    start = mention.head[0] - 4 if owning and mention.head[0] > 3 else mention.start
    return text[start : mention.head[0]].strip().lower() == "the"


def _inhabited(text: str, mention: Mention) -> bool:
    """'in Varhaug', 'the mayor of Varhaug', where an airport or a camp would be told by 'at'."""
    if re.search(r"\bin\s$", text[max(0, mention.start - 4) : mention.start]):
        return True
    return ("place", SURE) in signs_of(text, *mention.head)


def _entitled(text: str, mention: Mention) -> bool:
    """'President Berg'; not 'Varhaug, where the president ...'."""
    before = fold(text[mention.start : mention.head[0]]).split()[-1:]
    return bool(set(before) & words("titles", "ranks"))


def _titled(text: str, mention: Mention) -> bool:
    before = fold(text[mention.start : mention.head[0]]).split()
    return bool(set(before) & (words("titles", "f") | words("titles", "m")))


def _age(text: str, mentions: Iterable[Mention]) -> str:
    """'elder' for 'old Berg' and 'Berg the elder', 'younger' for their counterparts."""
    for mention in mentions:
        before = text[max(0, mention.head[0] - 12) : mention.head[0]].lower().split()[-1:]
        after = AFTER_NAME.match(text, mention.head[1])
        behind = after[1].lower() if after and " the " in after[0] else ""
        for age in ("elder", "younger"):
            told = words("titles", age)
            if (before and before[0] in told) or behind in words("titles", f"{age}_behind"):
                return age
    return ""


def _by_kin(described: Iterable[str]) -> str:
    """'younger' for somebody's son, 'elder' for somebody's father."""
    said = set(described)
    if said & words("titles", "children"):
        return "younger"
    return "elder" if said & words("titles", "parents") else ""
