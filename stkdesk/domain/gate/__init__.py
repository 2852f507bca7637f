"""What lets an assignment start: each rule an object, by what it is about."""
