"""stkdesk: the register and papers of a municipal support contact office.

The house, from the ground up:

- ``domain``     what the words mean and which rules hold (plain Python)
- ``storage``    the archive: tables, keys, opening, upgrading
- ``documents``  the print room: frozen content in, PDF bytes out
- ``services``   the casework: one function for each thing the office does
- ``ui``         the front desk: windows, forms, tables (the only Qt)
- ``cli``        the front door of the console: one errand at a time

Each floor uses only the floors below it. Rooms keep their name on every floor:
``clients`` in ``ui`` stands above ``clients`` in ``services`` and in ``storage``.
Cupboards open nothing, and every floor may open them: ``configuration`` (what IT or
the person has decided), ``settings`` (what follows of it), ``resources``, ``logs`` and
``running`` (the installer sees that the program runs).
"""

__version__ = "0.9.0"
