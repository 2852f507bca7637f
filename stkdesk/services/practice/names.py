"""Names, streets and words that the people of the practice office are made of."""

from __future__ import annotations

from dataclasses import dataclass

from stkdesk.domain.language import Language


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


@dataclass(frozen=True, slots=True)
class Culture:
    """Where a family has its names from, and what is spoken at home."""

    share: int  # of a hundred people
    old: tuple[str, ...]  # given names of those born before 1970
    young: tuple[str, ...]
    family: tuple[str, ...]  # the commonest first; those are taken oftenest
    speaks: str = ""  # besides Norwegian


CULTURES = (
    Culture(
        83,
        _words(
            "Anne, Inger, Kari, Marit, Ingrid, Liv, Berit, Astrid, Bjørg, Solveig, "
            "Åse, Turid, Randi, Grete, Sølvi, Målfrid, Åshild, Torunn, Ragnhild, "
            "Eldbjørg, Unni, Wenche, Gunnvor, Jan, Per, Bjørn, Ole, Lars, Kjell, "
            "Knut, Svein, Arne, Odd, Tor, Kåre, Øystein, Ørjan, Sæmund, Pål, "
            "Torbjørn, Håkon, Jørn, Øyvind, Geir Ove, Nils Petter, Asbjørn, Åge"
        ),
        _words(
            "Nora, Emma, Sofie, Ingrid, Maja, Ella, Sara, Thea, Leah, Amalie, Vilde, "
            "Åse Marie, Astrid, Live, Signe, Frøya, Ida Sofie, Anna, Selma, Hedda, "
            "Tuva, Ane, Marte, Silje, Jakob, Lukas, Filip, Oskar, Emil, Aksel, "
            "Henrik, Isak, Jonas, Mathias, Håkon, Sondre, Magnus, Brage, Ærlend, "
            "Torbjørn, Øyvind, Sander, Even, Trym, Lars Kristian, Bjørnar"
        ),
        _words(
            "Hansen, Johansen, Olsen, Larsen, Andersen, Pedersen, Nilsen, "
            "Kristiansen, Jensen, Karlsen, Johnsen, Berg, Haugen, Hagen, Dahl, Lund, "
            "Sørensen, Moen, Strand, Solberg, Eide, Bakken, Sæther, Myhre, Lie, "
            "Næss, Ødegård, Aas, Ås, Bråten, Øien, Bøe, Årdal, Sæbø, Brækhus, "
            "Nygård, Røed, Tangen, Østby, Hansen-Moen, Berg Larsen, Skår, Fjærli, "
            "Grønnevik, Å, Aasen"
        ),
    ),
    Culture(
        4,
        _words("Máret, Elle, Inga, Berit Anne, Niillas, Áilu, Ánde, Mihkkal"),
        _words("Sárá, Elen Risten, Máret Ánne, Ánte, Jovnna, Niillas, Áslat"),
        _words("Hætta, Eira, Sara, Somby, Gaup, Utsi, Bongo, Sárá, Buljo"),
        "nordsamisk",
    ),
    Culture(
        4,
        _words("Krystyna, Elżbieta, Andrzej, Stanisław, Zbigniew"),
        _words("Agnieszka, Zofia, Maja, Łukasz, Paweł, Kacper, Jakub"),
        _words("Kowalski, Nowak, Wiśniewski, Wójcik, Zieliński, Szymański"),
        "polsk",
    ),
    Culture(
        4,
        _words("Fatima, Khadija, Hassan, Ibrahim, Abdullahi"),
        _words("Amina, Hodan, Sumaya, Mohamed, Yusuf, Abdirahman, Ayaan"),
        _words("Ali, Mohamed, Hassan, Warsame, Abdi, Nur, Al-Khatib, Hussein"),
        "somali, arabisk",
    ),
    Culture(
        3,
        _words("Oksana, Ljudmyla, Mykola, Volodymyr"),
        _words("Daryna, Solomiia, Sofiia, Artem, Danylo, Marko"),
        _words("Kovalenko, Sjevtsjenko, Bondarenko, Tkatsjenko, Melnyk"),
        "ukrainsk",
    ),
    Culture(
        2,
        _words("Thi Lan, Van Minh, Shanthi, Ravi, Nasreen, Tariq"),
        _words("Linh, Anh, Kavitha, Arun, Ayesha, Bilal, Mai"),
        _words("Nguyen, Tran, Sivakumar, Rajah, Khan, Ahmed, Malik"),
        "vietnamesisk",
    ),
)

#: Streets nobody lives in, in places that are there: a paper that should ever be
#: mailed comes back.
STREETS = _words(
    "Blåklokkelia, Havørnbakken, Øvre Øvingsvei, Nedre Øvingsvei, Måkerabben, "
    "Rognebærtunet, Ærfuglstien, Tyttebærveien, Skjærgårdsløkka, Nordlystoppen, "
    "Såpeboblegata, Røyskattstien, Fiolinbakken, Kompassveien, Åkerbærlia, "
    "Papirfabrikkløkka, Fyrvokterstien, Trekkspillveien, Lykteveien, Seljefløyta"
)
CODES = _words("6600, 6612, 6620, 6623, 6630, 6637, 6640, 6644, 6650, 6670")

#: Of the given names above; the others are women's.
MEN = frozenset(
    _words(
        "Jan, Per, Bjørn, Ole, Lars, Kjell, Knut, Svein, Arne, Odd, Tor, Kåre, "
        "Øystein, Ørjan, Sæmund, Pål, Torbjørn, Håkon, Jørn, Øyvind, Geir Ove, "
        "Nils Petter, Asbjørn, Åge, Jakob, Lukas, Filip, Oskar, Emil, Aksel, Henrik, "
        "Isak, Jonas, Mathias, Sondre, Magnus, Brage, Ærlend, Sander, Even, Trym, "
        "Lars Kristian, Bjørnar, Niillas, Áilu, Ánde, Mihkkal, Ánte, Jovnna, Áslat, "
        "Andrzej, Stanisław, Zbigniew, Łukasz, Paweł, Kacper, Hassan, Ibrahim, "
        "Abdullahi, Mohamed, Yusuf, Abdirahman, Mykola, Volodymyr, Artem, Danylo, "
        "Marko, Van Minh, Ravi, Tariq, Anh, Arun, Bilal"
    )
)

AREAS = _words("Sentrum, Nordsida, Åsgård, Bjørkelia, Østvik, Ytre fjord")
INTERESTS = _words(
    "turer, fotball, svømming, musikk, kino, data og spill, hest, matlaging, fiske, "
    "strikking, biler, bingo, teater, tegneserier"
)
VISITS = (  # what was done, and what it costs in whole kroner, from and to
    ("Tur i skogen", 0, 0),
    ("Kafé og prat", 45, 140),
    ("Kino", 120, 165),
    ("Svømming", 60, 120),
    ("Handletur", 0, 0),
    ("Bowling", 100, 180),
    ("Biblioteket", 0, 0),
    ("Fotballkamp", 80, 200),
    ("Laget middag sammen", 60, 180),
    ("Gåtur ved fjorden", 0, 0),
    ("Spill og film", 0, 0),
    ("Konsert", 150, 350),
    ("Besøk på museet", 50, 120),
    ("Øving til konsert", 0, 0),
    ("", 0, 0),
)
WISHES = {
    Language.BOKMAL: (
        "Ønsker en som liker {0} og {1}. Helst på ettermiddagen.",
        "Vil gjerne ut blant folk. Interessert i {0}, og litt i {1}.",
        "Trives best med én fast dag i uken. Liker {0}.",
        "Trenger en rolig person med god tid. {0} og {1} er fint.",
    ),
    Language.NYNORSK: (
        "Ønskjer ein som likar {0} og {1}. Helst om ettermiddagen.",
        "Vil gjerne ut mellom folk. Interessert i {0}, og litt i {1}.",
        "Trivst best med éin fast dag i veka. Likar {0}.",
    ),
}
ORGANISATIONS = (
    "Frivilligsentralen i Fjordvik",
    "Fjordvik Røde Kors",
    "Fjordvik idrettslag",
    "Fjordvik hagelag",
)
