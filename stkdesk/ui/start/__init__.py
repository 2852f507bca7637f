"""Every start: from what was asked for to an open office, the first one too.

- ``arguments`` ``neighbour`` ``calling`` ``listening``: one window for each register
- ``leading`` ``holding`` ``unlocking`` ``server``: who is it, and may they come in
- ``doorway`` ``held`` ``managed``: what stands in the way
- ``first_start`` ``step`` ``choice`` ``new_office`` ``first_staff`` ``working``: no
  register is there yet
- ``finding_register`` ``forgotten`` ``restore`` ``new_key``: it lies elsewhere, or does
  not open as it did
- ``inside`` ``warming`` ``keeping`` ``proving``: around the rooms of an open office
- ``trial``: all of it where nobody sees it, for the self-test
"""
