"""The Vietnamese language and its data: pure functions, no Django, no database.

Text that a file brings goes through `legacy_encodings.to_unicode` first, then `names.normalise`.
What cannot be read raises `errors.Unreadable` with a sentence for the person at the screen.
"""
