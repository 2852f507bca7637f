"""Widgets that several rooms share; each file holds one kind. Import from the file.

- ``texts``    ``label(text, role, wrap=, selectable=)``
- ``buttons``  ``button(text, kind, icon=, tip=, on=)``, ``more_button(actions)``
- ``boxes``    ``row(...)``, ``column(...)``, ``card(layout)``, ``flat(layout)``,
               ``line()``, ``section(title, ...)``, ``facts(pairs)``,
               ``scrolled(widget)``
- ``badge``    ``Badge(Mark("Aktiv", Tone.GOOD, "Checkmark"))``
- ``avatar``   ``Avatar("ÅØ")``
- ``meter``    ``Meter(used, of)``, ``Stack(parts)``
- ``flow``     ``Flow``, a layout that wraps
- ``chips``    ``Chips(picked)``, filter chips with counts; ``Choice`` for settings
- ``search``   ``SearchField(hint)``
- ``toast``    ``show_toast(window, text, undo)``
- ``empty``    ``Empty(icon, title, text, *buttons)``
- ``banner``   ``Banner``, a message inside a page or form
- ``record``   ``header``, ``linked``, ``history``: parts of a detail card
"""
