"""Taking a quiz, as a student and as a guest."""
