"""What is told of somebody and has no column of its own: it stands in the note, in words."""


def kept_in_words(*, household_head: str = "", relation: str = "", age: int | None = None) -> list[str]:
    """Return what is told as sentences of a note, each with its name, in a fixed order; nothing for what is not told.

    age: told in years, where no date of birth is known.
    """
    told = (
        ("户主", household_head),
        ("与户主关系", relation),
        ("年龄", "" if age is None else f"{age}岁"),
    )
    return [f"{name}：{text}" for name, text in told if text]
