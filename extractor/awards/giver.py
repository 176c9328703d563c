"""Who gave an award: the body beside it, the body that acts in the sentence, or the one told above."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractor.awards import lexicon
from extractor.awards.context import Context
from extractor.awards.places import giving_place, one_of_several
from extractor.awards.stretch import Link, Stretch
from extractor.awards.tags import AwardTag
from extractor.bodies import Body
from models.patterns import either
from models.text import fold, level_tones, squeeze

_OWN = re.compile(r"^[”\"]?\s*(?:\([^)]*\)\s*)?(?:cấp\s+\w+\s+)?(?:của|do|từ)?\s*$", re.I)
_SIGNED = re.compile(r"[”\"]?\s*[-–(]\s*(?:của\s+)?")  # "Bằng khen - Chủ tịch UBND tỉnh: ...", "Giấy khen (UBND xã)"
_COUNTED = re.compile(r"\s*\(\s*\d")
_AND = re.compile(r"\s*(?:,\s*và|,|và)\s+")
_ORGANS = re.compile(r"(?:các\s+)?bộ,\s*(?:ban,\s*)?ngành(?:\s+trung\s+ương)?(?!\w)", re.I)
_OWN_REACH = 30  # characters from an award to the body it is of
_NOT_SUBJECT = re.compile(r"(?:tại|cho|đối với|với|thuộc|trực thuộc|cùng|đến|tới)\s+$", re.I)
_BETWEEN = re.compile(r";|(?<!\w)(?:do|bởi)(?!\w)")
_RECEIVES = re.compile(
    r"\s*(?:(?:đã|đều|cũng|luôn|còn|vinh dự|liên tục|tiếp tục|nhiều lần)\s+)*(?:được|đón nhận)(?!\w)"
)
_OPENS_WITH_VERB = re.compile(r"^[\s,;–-]*(?:và|đồng thời|cũng|đã|còn|ngoài ra,?)?\s*(?:đã\s+|cũng\s+)?$", re.I)
_DECIDES_AGAIN = re.compile(r"\s*(?:,|;|và)+\s*Quyết định số [^,;]{1,60}?(?:tặng|khen|công nhận)(?!\w)", re.I)
_JOINED = re.compile(r"\s*(?:[,;]|và|cùng)*\s*(?:(?:gồm|bao gồm|trong đó|cụ thể)(?:\s+có)?\s*:?\s*)?")
_BY_ALL = re.compile(r"(?<!\w)(?:được|bởi)\s+(?:[^,;]{0,30}\s)?các cấp(?!\w)", re.I)  # "được khen thưởng các cấp"
_ALL = 12  # characters after the words of giving in which "các cấp" stands
_NAMED = re.compile(rf"(?:^|\s)[Cc]ác |\s{lexicon.CAPITAL}")
_HEAD = re.compile(r"(?:Phó )?(?:Chủ tịch|Bộ trưởng|Giám đốc|Tổng Giám đốc|Bí thư) ")
_AUTHORISED = re.compile(r"(?:thừa|được|theo)\s+(?:sự\s+)?ủy\s+quyền\s+(?:của\s+)?$", re.I)
_FARTHEST = 200  # characters from a subject to what it gives


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave: the body, and how it is told: "own" (of the award), "decides", "acts" (in the sentence), "above"."""

    body: Body
    how: str


class Givers:
    """Finds the giver of one award after another in a sentence; the body that acts is kept from clause to clause."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._actor: Body | None = None
        self._gave: Body | None = None  # the giver inside the "được ... tặng" of the link before
        self.done = 0  # where the link before ended

    def find(self, link: Link, context: Context) -> Given | None:
        """Who gave what `link` counts, None where nothing tells."""
        own = self.own(link.award) if link.award else None
        actor = self._acting(link)
        if actor and own and self._decides(actor, own, link):
            return Given(replace(actor, name=_head(actor.name) + own.name), "decides")
        self._actor = actor or self._actor
        gave, self._gave = self._gave, self._passive(link)
        if own:
            return Given(self._spelled_out(own), "own")
        if link.award and (name := link.award.award.awarder):
            return Given(Body(link.award.start, link.award.end, name, link.award.award.level), "own")
        if body := self._gave or self._again(link, gave) or self._between(link):
            return Given(body, "acts")
        if place := giving_place(self._stretch, link):
            # "xã A khen ...; xã B khen ..." tells whose counts they are
            of_it = link.award is None and one_of_several(self._stretch, place)
            named = " " in place.name and _NAMED.search(place.name)  # not "huyện khen ..."
            return Given(place, "acts") if named and not of_it else None
        if body := actor or self._carried(link) or self._after(link):
            return Given(body, "acts")
        by_all = _BY_ALL.search(self._stretch.text, link.group.end, link.end + _ALL)
        return Given(context.awarder, "above") if context.awarder and not by_all else None

    def own(self, award: AwardTag) -> Body | None:
        """The body right after the award: `Bằng khen của UBND tỉnh Điện Biên`, `Bằng khen UBND tỉnh`."""
        for body in self._stretch.tags.bodies:
            if award.end <= body.start <= award.end + _OWN_REACH:
                between, after = self._stretch.text[award.end : body.start], self._stretch.text[body.end :][:2]
                if not between.strip() and self._receives(award, body):
                    return None
                signed = _SIGNED.fullmatch(between) and re.match(r"\s?[:)]", after)
                return self._with_country(self._with_others(body, own=True)) if signed or _OWN.match(between) else None
        return None

    def _receives(self, award: AwardTag, body: Body) -> bool:
        """Whether the body after an award is who got it: `Bộ Tư lệnh tặng Giấy khen Ban CHQS xã (01 tập thể)`."""
        counted = _COUNTED.match(self._stretch.text, body.end)
        gave = any(other.end <= award.start for other in self._stretch.tags.bodies)
        return bool(counted) and gave and bool(_giving().search(self._stretch.text, self._stretch.start, award.start))

    def _with_others(self, body: Body, own: bool) -> Body:
        """The bodies that give together, as one: `UBND tỉnh và các bộ, ngành Trung ương`, of no one level."""
        text, last, level = self._stretch.text, body, body.level
        while joined := _AND.match(text, last.end, self._stretch.end):
            at = joined.end()
            other = next((b for b in self._stretch.tags.bodies if b.start == at), None)
            if organs := _ORGANS.match(text, at, self._stretch.end):
                other = Body(at, organs.end(), squeeze(organs.group()), None)
            if other is None or (own and _acts().match(text, other.end)):
                break
            name = last.name + squeeze(joined.group()).replace("và", " và") + " " + other.name
            level = level if other.level == level else None
            last = Body(body.start, other.end, name, level)
        return last

    def _with_country(self, body: Body) -> Body:
        """ "Nhà nước" with the country that follows it, which then is not this State: `Nhà nước Lào`."""
        if body.name not in ("Nhà nước", "Chính phủ", "Chủ tịch nước"):
            return body
        after = re.compile(r"\s+").match(self._stretch.text, body.end)
        country = lexicon.foreign_pattern().match(self._stretch.text, after.end()) if after else None
        if not country:
            return body
        return replace(body, end=country.end(), name=f"{body.name} {country.group()}", level=None)

    def _decides(self, actor: Body, own: Body, link: Link) -> bool:
        """Whether a head decides on his body's banner: `Chủ tịch Hội quyết định tặng Cờ thi đua của Hội Luật gia`."""
        assert link.award is not None
        head = _head(actor.name)
        decided = "quyết định" in self._stretch.text[actor.end : link.award.start].lower()
        banner = fold(link.award.name).startswith("co thi dua")
        return banner and decided and bool(head) and own.name.startswith(actor.name[len(head) :])

    def _spelled_out(self, body: Body) -> Body:
        """The body that acts, where "của Bộ" means it."""
        actor = self._actor
        if not actor or body.name in ("Nhà nước", "Chính phủ"):
            return body
        if " " not in body.name:
            return actor if actor.name.startswith(body.name) else body
        organ = body.name.rpartition(" ")[2]  # "Chủ tịch Hội" after "lãnh đạo Hội Luật gia Việt Nam"
        _, same, rest = actor.name.partition(f"{organ} ")
        headed = body.level is None and body.name in (f"{_head(body.name)}{organ}",)
        return replace(body, name=f"{body.name} {rest}") if same and headed else body

    def _passive(self, link: Link) -> Body | None:
        """The giver inside "được ... tặng"."""
        if link.group.start > link.start or link.rule == "awards.given":
            return None
        for body in self._stretch.tags.bodies:
            inside = link.gap[0] <= body.start and body.end <= link.gap[1]
            if inside and re.search(r"được\s+$", self._stretch.text[link.gap[0] : body.start], re.I):
                return self._with_others(body, own=False)
        return None

    def _between(self, link: Link) -> Body | None:
        """The giver between award and count: `Chiến sĩ thi đua cơ sở: Giám đốc Sở công nhận 241 cá nhân`."""
        if link.rule != "awards.award-first":
            return None
        inside = (b for b in self._stretch.tags.bodies if link.gap[0] <= b.start and b.end <= link.gap[1])
        return next((body for body in inside if _acts().match(self._stretch.text, body.end)), None)

    def _again(self, link: Link, gave: Body | None) -> Body | None:
        """The giver of the clause before: `được Bộ Công an tặng Cờ thi đua và 22 tập thể được tặng Bằng khen`."""
        if gave is None or link.rule != "awards.recipients-first" or link.award is None:
            return None
        joined = re.fullmatch(r"\s*,?\s*và\s+(?:có\s+)?", self._stretch.text[self.done : link.start])
        again = re.fullmatch(r"\s*(?:cũng\s+)?được\s+(?:trao\s+)?tặng\s*", self._stretch.text[slice(*link.gap)])
        return gave if joined and again and link.award.award.kind == "form" else None

    def _acting(self, link: Link) -> Body | None:
        """The body that is the subject of the verb of giving before the award or the recipients."""
        if link.rule in ("awards.recipients-first", "awards.praise-last", "awards.label"):
            return None
        named = link.award is not None and link.rule != "awards.given"
        anchor = link.award.start if link.award and link.rule == "awards.award-first" else link.start
        body = next((b for b in reversed(self._stretch.tags.bodies) if b.end <= anchor), None)
        if body is None or not self._subject(body, anchor):
            return None
        body = self._authorised(body)
        beside = not self._stretch.text[body.end : anchor].strip()  # "LĐLĐ huyện GK: 8 tập thể"
        if _AUTHORISED.search(level_tones(self._stretch.text[self._stretch.start : body.start])):
            return body  # "thừa ủy quyền của Chủ tịch nước, ông ... gắn Huân chương"
        return body if not named or beside or _giving().search(self._stretch.text, body.end, anchor) else None

    def _authorised(self, body: Body) -> Body:
        """The body in whose name `body` hands over: `thừa ủy quyền của Chủ tịch nước, Bộ trưởng ... trao`."""
        for other in self._stretch.tags.bodies:
            before = level_tones(self._stretch.text[self._stretch.start : other.start])
            between = self._stretch.text[other.end : max(other.end, body.start)]
            if _AUTHORISED.search(before) and re.fullmatch(r",[^;.:]{0,80}|[^;.:]{0,80},\s*", between):
                return other
        return body

    def _subject(self, body: Body, anchor: int) -> bool:
        gap = self._stretch.text[body.end : anchor]
        if len(gap) > _FARTHEST or _BETWEEN.search(gap) or _RECEIVES.match(gap):
            return False
        counted = any(body.end <= c.start < anchor for c in self._stretch.tags.counts)
        return not counted and not _NOT_SUBJECT.search(self._stretch.text[self._stretch.start : body.start])

    def _carried(self, link: Link) -> Body | None:
        """The body that acted in an earlier clause, where this one goes on with its verb or its recipients receive."""
        if not self._actor:
            return None
        text = self._stretch.text
        if link.rule == "awards.recipients-first":
            gap = text[link.gap[0] : link.gap[1]]
            listed = bool(self.done) and (not gap.strip(' “"') or self._recognised(link, gap))
            listed = listed or bool(_gives_to().search(text, max(self.done, self._stretch.start), link.start))
            return self._actor if listed or re.match(r"[^,;]*(?<!\w)nhận\s", gap) else None
        begun = max(self.done, self._stretch.start)
        if self.done and _DECIDES_AGAIN.match(text, self.done, link.group.start):
            return self._actor
        if ";" in text[begun : link.start] and link.award and not link.follows:
            # An entry of its own in a list ("; Chiến sĩ thi đua toàn quốc: 02 cá nhân"), unless it has the verb again.
            verb = _giving().search(text, begun, link.award.start)
            return self._actor if verb or self._elliptic(link, begun) else None
        if self.done and _JOINED.fullmatch(text, min(self.done, link.start), link.start):
            return self._actor
        begin = max(text.rfind(sign, self._stretch.start, link.start) + 1 for sign in ";,")
        lead = _giving().split(text[max(begin, self._stretch.start) : link.start])[0]
        opens = _OPENS_WITH_VERB.match(re.sub(r"(?:^|\s)và\s.*$", "", lead))
        return self._actor if opens or link.follows else None

    def _recognised(self, link: Link, gap: str) -> bool:
        """Whether an entry shares "công nhận": `Giám đốc Sở công nhận 508 người đạt ..., 79 người đạt ...`."""
        text = self._stretch.text
        begun, between = text[self._stretch.start : self.done], text[self.done : link.start]
        alone = re.sub(r"\([^()]*\)", "", between).strip() == ","
        return alone and "công nhận" in begun and gap.strip(' “"') in ("đạt", "đạt danh hiệu")

    def _elliptic(self, link: Link, begun: int) -> bool:
        """Whether an entry shares the verb before: `... tặng Bằng khen 02 cá nhân; Kỷ niệm chương 03 đồng chí`."""
        assert link.award is not None and self._actor is not None
        text = self._stretch.text
        state = link.award.award.level == "nhà nước" and self._actor.level != "nhà nước"
        opens = re.fullmatch(r"[\s;]*(?:và\s+)?", text[begun : link.award.start])
        labels = ":" in text[link.award.start : link.group.start] or link.award.start > link.group.start
        return bool(opens) and not labels and not state

    def _after(self, link: Link) -> Body | None:
        """The body of "... do Chủ tịch nước trao tặng"."""
        end = max(link.award.end, link.group.end) if link.award else link.group.end
        for body in self._stretch.tags.bodies:
            if body.start >= end and re.fullmatch(r"\s*[,(]?\s*do\s+", self._stretch.text[end : body.start]):
                return body
        return None


def _head(name: str) -> str:
    match = _HEAD.match(name)
    return match.group() if match else ""


@cache
def _acts() -> re.Pattern[str]:
    """A verb of giving right after a body that is its subject."""
    verbs = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise"), "quyết định"))
    return re.compile(rf"\s+(?:(?:đã|cũng|còn|vừa)\s+)*(?:{verbs})(?!\w)", re.I)


@cache
def _gives_to() -> re.Pattern[str]:
    """A clause that goes on with the verb, right before the recipients: `; tặng thưởng 55 tập thể đạt ...`."""
    return re.compile(rf"[;,]\s*(?:đồng thời\s+)?(?:{either(lexicon.words('words', 'give'))})\s+(?:cho\s+)?$", re.I)


@cache
def _giving() -> re.Pattern[str]:
    verbs = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise")))
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.I)
