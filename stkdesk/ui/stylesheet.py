"""The style sheet of the whole program, made from one set of colours.

Widgets ask for a look by properties, never by their own style sheets:
``role`` of a label (h1 h2 h3 figure muted small problem warning brand), ``kind`` of a
button (primary ghost link chip step search danger), ``card`` of a frame (true flat
bar).
"""

from __future__ import annotations

from stkdesk.resources import resource
from stkdesk.ui.tokens import Tokens, Tone


def build(t: Tokens, points: int, text_height: int) -> str:
    """Return the style sheet for the colours ``t`` at a text size of ``points``."""
    return "".join(
        (
            _texts(t, points),
            _frames(t),
            _buttons(t, text_height),
            _fields(t),
            _lists(t, points),
            _rest(t),
        )
    )


def _image(name: str, t: Tokens) -> str:
    file = resource(f"icons/style/{name}-{'dark' if t.is_dark else 'light'}.svg")
    return f'url("{file.as_posix()}")'


def _texts(t: Tokens, points: int) -> str:
    return f"""
QToolTip {{ background:{t.text}; color:{t.surface}; border:0; padding:5px 8px; }}
QLabel[role="h1"] {{ font-size:{points * 1.75:.1f}pt; font-weight:600; }}
QLabel[role="h2"] {{ font-size:{points * 1.35:.1f}pt; font-weight:600; }}
QLabel[role="h3"] {{ font-size:{points * 1.05:.1f}pt; font-weight:600; }}
QLabel[role="figure"] {{ font-size:{points * 2.3:.1f}pt; font-weight:600; }}
QLabel[role="muted"] {{ color:{t.muted}; }}
QLabel[role="small"] {{ color:{t.muted}; font-size:{points * 0.9:.1f}pt; }}
QLabel[role="problem"] {{ color:{t.tone(Tone.BAD).ink};
  font-size:{points * 0.92:.1f}pt; }}
QLabel[role="warning"] {{ color:{t.tone(Tone.WARN).ink};
  font-size:{points * 0.92:.1f}pt; }}
QLabel[role="key"] {{ color:{t.muted}; font-size:{points * 0.85:.1f}pt;
  background:{t.surface}; border:1px solid {t.border}; border-radius:4px;
  padding:1px 6px; }}
QLabel[role="practice"] {{ background:{t.practice}; color:{t.on_practice};
  font-weight:600; border-radius:4px; padding:2px 10px; }}
"""


def _frames(t: Tokens) -> str:
    bad, warn, good = t.tone(Tone.BAD), t.tone(Tone.WARN), t.tone(Tone.GOOD)
    return f"""
QFrame[card="true"] {{ background:{t.surface}; border:1px solid {t.border};
  border-radius:10px; }}
QFrame[card="flat"] {{ background:{t.subtle}; border:0; border-radius:8px; }}
QFrame[card="bar"] {{ background:{t.surface}; border:0;
  border-bottom:1px solid {t.border}; }}
QFrame[card="pick"] {{ background:{t.surface}; border:1px solid {t.control};
  border-radius:8px; }}
QFrame[card="picked"] {{ background:{t.accent_soft}; border:2px solid {t.accent};
  border-radius:8px; }}
QFrame[card="foot"] {{ background:{t.surface}; border:0;
  border-top:1px solid {t.border}; }}
QFrame[card="rail"] {{ background:{t.rail}; border:0;
  border-right:1px solid {t.border}; }}
QFrame[card="practice"] {{ background:{t.practice}; border:0; }}
QFrame[card="ground"] {{ background:{t.bg}; border:0; }}
QFrame[card="bad"] {{ background:{bad.fill}; border:0; border-radius:8px; }}
QFrame[card="bad"] > QLabel {{ color:{bad.ink}; }}
QFrame[card="warn"] {{ background:{warn.fill}; border:0; border-radius:8px; }}
QFrame[card="warn"] > QLabel {{ color:{warn.ink}; }}
QFrame[card="good"] {{ background:{good.fill}; border:0; border-radius:8px; }}
QFrame[card="good"] > QLabel {{ color:{good.ink}; }}
QFrame[card="over"] {{ background:{t.surface}; border:1px solid {t.control};
  border-radius:12px; }}
QFrame[card="help"] {{ background:{t.surface}; border:0;
  border-left:1px solid {t.border}; }}
QTextEdit[role="help"], QTextEdit[role="help"]:focus {{ border:0; padding:0;
  background:{t.surface}; }}
QFrame[card="line"] {{ background:{t.line}; border:0; }}
QFrame[card="toast"] {{ background:{t.text}; border-radius:8px; }}
QFrame[card="toast"] > QLabel {{ color:{t.bg}; }}
QFrame[card="toast"] > QPushButton {{ background:transparent; color:{t.bg};
  border:1px solid {t.bg}; padding:3px 10px; font-weight:600; }}
QFrame[card="toast"] > QPushButton:focus {{ border:2px solid {t.bg}; padding:2px 9px; }}
QScrollArea, QWidget[page="true"] {{ background:transparent; border:0; }}
QDialog {{ background:{t.surface}; }}
"""


def _buttons(t: Tokens, text_height: int) -> str:
    bad, act = t.tone(Tone.BAD), t.tone(Tone.ACT)
    chosen = t.text if t.is_dark else t.accent
    return f"""
QPushButton {{ background:{t.surface}; color:{t.text}; border:1px solid {t.control};
  border-radius:6px; padding:6px 14px; }}
QPushButton, QToolButton, QCheckBox, QRadioButton {{ outline:0; }}
QPushButton:hover {{ background:{t.sunken}; }}
QPushButton:pressed {{ background:{t.border}; }}
QPushButton:focus {{ border:2px solid {t.focus}; padding:5px 13px; }}
QPushButton:disabled {{ color:{t.disabled}; border-color:{t.border};
  background:{t.subtle}; }}
QPushButton[kind="primary"] {{ background:{t.accent}; color:{t.on_accent};
  border:1px solid {t.accent}; font-weight:600; }}
QPushButton[kind="primary"]:hover {{ background:{t.accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background:{t.accent_press}; }}
QPushButton[kind="primary"]:focus {{ border:2px solid {t.focus}; padding:5px 13px; }}
QPushButton[kind="primary"]:disabled {{ background:{t.sunken}; color:{t.disabled};
  border-color:{t.border}; }}
QPushButton[kind="danger"] {{ color:{bad.ink}; border-color:{bad.ink}; }}
QPushButton[kind="danger"]:hover {{ background:{bad.fill}; }}
QPushButton[kind="ghost"], QToolButton {{ background:transparent; color:{t.text};
  border:1px solid transparent; border-radius:6px; padding:5px 8px; }}
QPushButton[kind="ghost"]:hover, QToolButton:hover {{ background:{t.sunken}; }}
QPushButton[kind="ghost"]:focus, QToolButton:focus {{ border:2px solid {t.focus};
  padding:4px 7px; }}
QPushButton[kind="link"] {{ background:transparent; border:1px solid transparent;
  color:{t.link}; padding:4px 4px; text-align:left; }}
QPushButton[kind="link"]:hover {{ text-decoration:underline; }}
QPushButton[kind="link"]:focus {{ border:2px solid {t.focus}; padding:3px 3px; }}
QPushButton[kind="chip"] {{ background:{t.surface}; border:1px solid {t.border};
  border-radius:{text_height // 2 + 4}px; padding:4px 12px; color:{t.text};
  min-height:{text_height}px; }}
QPushButton[kind="chip"]:hover {{ border-color:{t.control}; }}
QPushButton[kind="chip"]:checked {{ background:{t.accent_soft}; font-weight:600;
  border:1px solid {t.accent}; color:{chosen}; }}
QPushButton[kind="chip"]:focus {{ border:2px solid {t.focus}; padding:3px 11px; }}
QPushButton[kind="step"] {{ background:transparent; border:1px solid transparent;
  border-radius:8px; padding:6px 12px; text-align:left; }}
QPushButton[kind="step"]:hover {{ background:{t.sunken}; }}
QPushButton[kind="step"]:checked {{ background:{t.accent_soft}; font-weight:600;
  color:{chosen}; }}
QPushButton[kind="step"]:focus {{ border:2px solid {t.focus}; padding:5px 11px; }}
QPushButton[kind="step"]:disabled {{ background:transparent; color:{t.disabled}; }}
QPushButton[kind="field"] {{ background:{act.fill}; color:{act.ink}; padding:2px 8px;
  border:1px solid {act.fill}; border-radius:8px; }}
QPushButton[kind="field"]:hover {{ border-color:{act.ink}; }}
QPushButton[kind="field"]:focus {{ border:2px solid {t.focus}; padding:1px 7px; }}
QPushButton[kind="search"] {{ background:{t.bg}; border:1px solid {t.border};
  color:{t.muted}; text-align:left; padding:6px 12px; }}
QPushButton[kind="search"]:hover {{ border-color:{t.control}; }}
QPushButton[kind="search"]:disabled {{ color:{t.disabled}; }}
QPushButton[kind="search"]:focus {{ border:2px solid {t.focus}; padding:5px 11px; }}
QPushButton[kind="tile"] {{ background:{t.surface}; border:1px solid {t.border};
  border-radius:10px; padding:0; }}
QPushButton[kind="tile"]:hover {{ border-color:{t.control}; }}
QPushButton[kind="tile"]:focus {{ border:2px solid {t.focus}; padding:0; }}
"""


def _fields(t: Tokens) -> str:
    inputs = "QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit"
    focused = ", ".join(f"{each}:focus" for each in inputs.split(", "))
    bad = ", ".join(f'{each}[state="bad"]' for each in inputs.split(", "))
    warn = ", ".join(f'{each}[state="warn"]' for each in inputs.split(", "))
    return f"""
{inputs} {{ background:{t.surface}; color:{t.text}; border:1px solid {t.control};
  border-radius:6px; padding:5px 9px; min-height:20px;
  selection-background-color:{t.accent}; selection-color:{t.on_accent}; }}
{focused} {{ border:2px solid {t.focus}; padding:4px 8px; }}
{bad} {{ border:2px solid {t.tone(Tone.BAD).ink}; padding:4px 8px; }}
{warn} {{ border:2px solid {t.tone(Tone.WARN).ink}; padding:4px 8px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
  background:{t.sunken}; color:{t.disabled}; border-color:{t.border}; }}
QLineEdit[bare="true"] {{ border:0; background:transparent; padding:12px 16px; }}
QComboBox::drop-down {{ border:0; width:26px; }}
QComboBox::down-arrow {{ image:{_image("arrow", t)}; width:14px; height:14px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width:0; border:0; }}
QCheckBox, QRadioButton {{ spacing:9px; padding:3px 2px; border:2px solid transparent;
  border-radius:5px; min-height:20px; }}
QCheckBox:focus, QRadioButton:focus {{ border:2px solid {t.focus}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{
  width:17px; height:17px;
  border:1px solid {t.control}; background:{t.surface}; border-radius:4px; }}
QRadioButton::indicator {{ border-radius:9px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
  background:{t.accent}; border-color:{t.accent};
  image:{_image("check", t)}; }}
QRadioButton::indicator:checked {{ border:5px solid {t.accent}; width:9px;
  height:9px; background:{t.surface}; }}
"""


def _lists(t: Tokens, points: int) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background:{t.surface}; border:0; outline:0;
  gridline-color:{t.line}; selection-background-color:{t.selection};
  selection-color:{t.text}; }}
QComboBox QAbstractItemView {{ border:1px solid {t.control}; padding:4px;
  selection-background-color:{t.selection}; selection-color:{t.text}; }}
QHeaderView {{ background:{t.surface}; border:0; }}
QHeaderView::section {{ background:{t.surface}; color:{t.muted}; border:0;
  border-bottom:1px solid {t.border}; padding:6px 8px; font-weight:600;
  font-size:{points * 0.9:.1f}pt; }}
QHeaderView::section:first {{ padding-left:14px; }}
QHeaderView::section:hover {{ color:{t.text}; background:{t.subtle}; }}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ image:none; width:0; height:0; }}
QTableView[role="sample"] QHeaderView::section:first {{ padding-left:8px; }}
QTableView[role="sample"]::item {{ padding:0 5px; }}
QTableCornerButton::section {{ background:{t.surface}; border:0; }}
QListView[role="groups"] {{ background:transparent; }}
QListView[role="groups"]::item {{ padding:9px 12px; border-radius:7px; }}
QListView[role="groups"]::item:selected {{ background:{t.accent_soft};
  color:{t.text}; }}
QListView[role="groups"]::item:focus {{ border:2px solid {t.focus};
  padding:7px 10px; }}
QListView[role="board"] {{ background:transparent; }}
QListView[role="columns"] {{ background:transparent; }}
QListView[role="columns"]::item {{ padding:4px 8px; border-radius:6px; }}
QListView[role="columns"]::item:selected {{ background:{t.accent_soft};
  color:{t.text}; }}
QTreeView[role="outline"] {{ background:transparent; }}
QTreeView[role="outline"]::item {{ padding:4px 4px; }}
QTreeView[role="outline"]::item:selected {{ background:{t.accent_soft}; }}
QTabBar {{ qproperty-drawBase:0; background:transparent; }}
QTabWidget::pane {{ border:0; border-top:1px solid {t.border}; }}
QTabWidget QTabBar::tab {{ background:transparent; color:{t.muted};
  padding:8px 4px; margin-right:20px; border:0; font-weight:600;
  border-bottom:3px solid transparent; }}
QTabWidget QTabBar::tab:selected {{ color:{t.text};
  border-bottom:3px solid {t.accent}; }}
QTabWidget QTabBar::tab:focus {{ color:{t.focus}; }}
"""


def _rest(t: Tokens) -> str:
    return f"""
QScrollBar:vertical {{ background:transparent; width:12px; margin:0; }}
QScrollBar:horizontal {{ background:transparent; height:12px; margin:0; }}
QScrollBar::handle {{ background:{t.control}; border-radius:3px; min-height:36px;
  min-width:36px; margin:3px; }}
QScrollBar::handle:hover {{ background:{t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
QScrollBar::sub-page {{ background:transparent; border:0; width:0; height:0; }}
QSplitter::handle {{ background:transparent; }}
QMenu {{ background:{t.surface}; border:1px solid {t.border}; padding:6px; }}
QMenu::item {{ padding:7px 28px 7px 14px; border-radius:5px; color:{t.text}; }}
QMenu::item:selected {{ background:{t.selection}; color:{t.text}; }}
QMenu::item:disabled {{ color:{t.disabled}; }}
QMenu::separator {{ height:1px; background:{t.line}; margin:6px 8px; }}
QProgressBar {{ text-align:center; color:transparent; background:{t.sunken};
  border:0; border-radius:4px; max-height:8px; min-height:8px; }}
QProgressBar::chunk {{ background:{t.accent}; border-radius:4px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background:{t.surface};
  border-bottom:1px solid {t.border}; }}
QCalendarWidget QToolButton {{ color:{t.text}; font-weight:600; padding:5px 10px; }}
QCalendarWidget QToolButton::menu-indicator {{ image:none; }}
QCalendarWidget QAbstractItemView {{ selection-background-color:{t.accent};
  selection-color:{t.on_accent}; }}
"""
