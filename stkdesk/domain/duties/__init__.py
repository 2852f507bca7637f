"""The duties of the office, by what they are about: rules on stored dates."""
