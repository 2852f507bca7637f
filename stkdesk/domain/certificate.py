"""The police certificate (politiattest): that it was seen, never what it says.

Source: helse- og omsorgstjenesteloven § 5-4; politiregisterforskriften § 37-2;
politiregisterloven § 47; for the child welfare service barnevernsloven § 12-11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CertificateBasis(StrEnum):
    """Which law asks for the certificate."""

    HEALTH = "hol_5_4"
    CHILD_WELFARE = "bvl_12_11"

    @property
    def label(self) -> str:
        """The words on screen and in bokmål letters."""
        return {
            CertificateBasis.HEALTH: "helse- og omsorgstjenesteloven § 5-4",
            CertificateBasis.CHILD_WELFARE: "barnevernsloven § 12-11",
        }[self]


class CertificateResult(StrEnum):
    """What the office concluded; never why."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            CertificateResult.ACCEPTED: "Godtatt",
            CertificateResult.NOT_ACCEPTED: "Ikke godkjent",
        }[self]


class CertificateEnd(StrEnum):
    """What became of the paper."""

    SHREDDED = "shredded"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            CertificateEnd.SHREDDED: "Makulert",
            CertificateEnd.RETURNED: "Levert tilbake",
        }[self]


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """That a certificate was asked for, seen and disposed of: dates and a result.

    There is no field for a remark or a file, and there shall be none.
    """

    basis: CertificateBasis = CertificateBasis.HEALTH
    requested_on: date | None = None  # the purpose letter was made
    issued_on: date | None = None  # by the police
    seen_on: date | None = None  # shown to the office
    result: CertificateResult | None = None
    disposed_on: date | None = None
    disposal: CertificateEnd | None = None
