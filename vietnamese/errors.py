"""The one refusal of this package."""


class Unreadable(ValueError):
    """What a person typed or a file holds cannot be read.

    `str(error)` is a Vietnamese sentence: what is wrong, then what to do. `proposal` is a correction the
    person may accept with one press, written as it would be stored; None when there is no good guess.
    """

    def __init__(self, sentence: str, proposal: str | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.proposal = proposal
