"""The log: what the program did and where it stumbled; never who it was about.

A cupboard: the window and the console both write it, in the same words.

- ``discreet`` what may be written: our own words, kinds of errors, places in the code
- ``files``    one file for each program that runs, and how many are kept
- ``reports``  a small file for each fault, to send to whoever can mend it
- ``crashes``  what is left behind when the program stops without a word

Why a file for each program: two windows, a console errand and the sessions of a
terminal server may write in one folder, and Windows renames no file that is open. A log
everybody turns over would need a lock that everybody waits for, over the network too.
"""

from __future__ import annotations

from stkdesk.logs.discreet import where
from stkdesk.logs.writing import begin, end, file_in_use, note

__all__ = ["begin", "end", "file_in_use", "note", "where"]
