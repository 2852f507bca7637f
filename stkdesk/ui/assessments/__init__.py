"""The assessment (kartlegging) on the screen."""
