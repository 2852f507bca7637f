"""The colours of the program, by what they are for; pure data and one formula."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a coloured mark says. Never colour alone: icon and word go with it."""

    QUIET = "quiet"  # nothing to do: waiting, ended, paused
    ACT = "act"  # somebody must act: received, being made ready
    GOOD = "good"  # approved, active, in order
    DONE = "done"  # paid, finished
    BAD = "bad"  # missing, late, stopped
    WARN = "warn"  # worth a look
    LATE = "late"  # the strong form of BAD, for the month grid
    NONE = "none"  # not in use


class Pair(NamedTuple):
    """Ink on a fill, readable together (4.5:1 or better)."""

    ink: str
    fill: str


class Tokens(NamedTuple):
    """One set of colours. Every name is the job the colour does."""

    name: str
    is_dark: bool
    bg: str  # behind everything
    surface: str  # cards, lists, fields
    subtle: str  # a card within a card, a row under the mouse
    sunken: str  # the empty part of a meter, a pressed button
    border: str
    line: str  # hairline between rows
    control: str  # border of what can be used: 3:1 against the surface
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    selection: str
    focus: str
    rail: str
    link: str
    practice: str  # frame and label of the practice office
    on_practice: str
    chart_good: str
    chart_act: str
    chart_done: str
    chart_bad: str
    tones: Mapping[Tone, Pair]

    def tone(self, tone: Tone) -> Pair:
        """Return ink and fill of ``tone``."""
        return self.tones[tone]


LIGHT = Tokens(
    name="light",
    is_dark=False,
    bg="#F4F6F7",
    surface="#FFFFFF",
    subtle="#F7F9FA",
    sunken="#EDF0F2",
    border="#DCE2E6",
    line="#E9EDF0",
    control="#7B8894",
    text="#17232D",
    muted="#536270",
    disabled="#78858F",
    accent="#0B5C6B",
    accent_hover="#094D5A",
    accent_press="#073F4A",
    on_accent="#FFFFFF",
    accent_soft="#E2F0F2",
    selection="#DDEEF1",
    focus="#0B6FB8",
    rail="#FBFCFC",
    link="#0B5C6B",
    practice="#8A5A00",
    on_practice="#FFFFFF",
    chart_good="#1B7A50",
    chart_act="#2F6DB5",
    chart_done="#6E9A94",
    chart_bad="#C4302B",
    tones={
        Tone.QUIET: Pair("#4A5763", "#EEF1F3"),
        Tone.ACT: Pair("#0A4E93", "#DCEAFB"),
        Tone.GOOD: Pair("#11593A", "#D8F0E2"),
        Tone.DONE: Pair("#46605B", "#EAF1EF"),
        Tone.BAD: Pair("#A01B1B", "#FCE3E1"),
        Tone.WARN: Pair("#7A4A00", "#FDEFD2"),
        Tone.LATE: Pair("#FFFFFF", "#C4302B"),
        Tone.NONE: Pair("#5F6C78", "#F4F6F7"),
    },
)

DARK = Tokens(
    name="dark",
    is_dark=True,
    bg="#12181D",
    surface="#1A2127",
    subtle="#1E262D",
    sunken="#151B20",
    border="#35414B",
    line="#28323A",
    control="#74838F",
    text="#E6ECF0",
    muted="#A5B2BD",
    disabled="#7F8C96",
    accent="#5CC1D2",
    accent_hover="#7AD0DE",
    accent_press="#49AEBF",
    on_accent="#05252B",
    accent_soft="#16343B",
    selection="#1B3A43",
    focus="#7CB8F5",
    rail="#161D22",
    link="#6CCBDB",
    practice="#FFC861",
    on_practice="#2B1D00",
    chart_good="#57C08D",
    chart_act="#6FAEF0",
    chart_done="#5F8C86",
    chart_bad="#FF8A80",
    tones={
        Tone.QUIET: Pair("#B4C0CA", "#28323A"),
        Tone.ACT: Pair("#A9D0FF", "#17324F"),
        Tone.GOOD: Pair("#93DDB2", "#14372A"),
        Tone.DONE: Pair("#9DB5AF", "#1F2B2A"),
        Tone.BAD: Pair("#FFB4AC", "#4A1D1D"),
        Tone.WARN: Pair("#FFD48A", "#3F2F10"),
        Tone.LATE: Pair("#2B0504", "#FF8A80"),
        Tone.NONE: Pair("#8D99A3", "#12181D"),
    },
)

LIGHT_CONTRAST = LIGHT._replace(
    name="light-contrast",
    bg="#FFFFFF",
    subtle="#FFFFFF",
    sunken="#E4E8EB",
    border="#55626D",
    line="#8A96A0",
    control="#17232D",
    text="#000000",
    muted="#26323C",
    disabled="#55626D",
    accent="#063C47",
    accent_hover="#042C34",
    accent_press="#021D22",
    accent_soft="#D3EAEE",
    selection="#C6E4E9",
    focus="#00489B",
    rail="#FFFFFF",
    link="#063C47",
    tones={
        Tone.QUIET: Pair("#1F2A33", "#FFFFFF"),
        Tone.ACT: Pair("#062F5C", "#E4F0FF"),
        Tone.GOOD: Pair("#063A23", "#E2F7EA"),
        Tone.DONE: Pair("#24332F", "#FFFFFF"),
        Tone.BAD: Pair("#7A0A0A", "#FFEDEB"),
        Tone.WARN: Pair("#4F2F00", "#FFF5DF"),
        Tone.LATE: Pair("#FFFFFF", "#A01B1B"),
        Tone.NONE: Pair("#26323C", "#FFFFFF"),
    },
)

DARK_CONTRAST = DARK._replace(
    name="dark-contrast",
    bg="#000000",
    surface="#000000",
    subtle="#0B0F12",
    sunken="#1A2127",
    border="#9AA7B2",
    line="#55626D",
    control="#E6ECF0",
    text="#FFFFFF",
    muted="#D5DDE3",
    disabled="#9AA7B2",
    accent="#86E3F2",
    accent_hover="#A9EDF8",
    accent_press="#6CD3E4",
    on_accent="#00171B",
    accent_soft="#0C3A44",
    selection="#0F4350",
    focus="#FFD75E",
    rail="#000000",
    link="#9BEAF7",
    tones={
        Tone.QUIET: Pair("#E6ECF0", "#1A2127"),
        Tone.ACT: Pair("#CFE4FF", "#0E2540"),
        Tone.GOOD: Pair("#B8F2CF", "#0B2A1F"),
        Tone.DONE: Pair("#CFE0DC", "#142020"),
        Tone.BAD: Pair("#FFD3CE", "#3D1010"),
        Tone.WARN: Pair("#FFE4B3", "#332405"),
        Tone.LATE: Pair("#1A0000", "#FF9A91"),
        Tone.NONE: Pair("#D5DDE3", "#000000"),
    },
)

SETS = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
