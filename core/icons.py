"""The icons, drawn on a 24 by 24 grid with a line of 2 units.

They are written into the page where they stand: no request of their own, no script, and
`currentColor` works in both color schemes and in forced colors.
"""

PATHS = {
    "back": "M15 5l-7 7 7 7",
    "book": "M5 4h5a2 2 0 0 1 2 2v14a2 2 0 0 0-2-2H5zM19 4h-5a2 2 0 0 0-2 2v14a2 2 0 0 1 2-2h5z",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7v5l3.5 2",
    "device": "M9 3h6a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM11 18h2",
    "exit": "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    "eye": "M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "eye-off": (
        "M4 4l16 16M10 6.2A9 9 0 0 1 12 6c6 0 9 6 9 6a15 15 0 0 1-2.6 3.3"
        "M6.5 7.7A15 15 0 0 0 3 12s3 6 9 6a9 9 0 0 0 3.5-.7"
    ),
    "forward": "M9 5l7 7-7 7",
    "help": (
        "M12 20.5S4 15.7 4 10.2A4.4 4.4 0 0 1 12 7.6a4.4 4.4 0 0 1 8 2.6C20 15.7 12 20.5 12 20.5z"
    ),
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5v.01",
    "key": (
        "M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10.5 13.5L4 20M7 17l2.5 2.5M15.5 8.5v.01"
    ),
    "lock": (
        "M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2z"
        "M8 11V8a4 4 0 0 1 8 0v3"
    ),
    "loop": "M20 11a8 8 0 1 0-2 6M20 5v6h-6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "pencil": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
    "people": (
        "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5a6.5 6.5 0 0 1 13 0"
        "M16 5.3a3.5 3.5 0 0 1 0 6.5M18 13.6a6.5 6.5 0 0 1 3.5 5.9"
    ),
    "phone": (
        "M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3c0 2-1 3-3 3A16 16 0 0 1 3 6c0-2 1-3 3-3z"
    ),
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
    "screen": (
        "M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM9 20h6M12 16v4"
    ),
    "talk": "M4 5h16v11H10l-5 4v-4H4z",
    "tick": "M5 12.5l4.5 4.5L19 7.5",
    "turn": "M5 18v-5a5 5 0 0 1 5-5h9M15 4l4 4-4 4",
}

# These point somewhere, so they are mirrored where text runs from right to left.
DIRECTIONAL = frozenset({"back", "exit", "forward", "turn"})


def icon_svg(name: str) -> str:
    """Return the SVG of an icon, hidden from assistive technology: words always stand beside it.

    Raises KeyError for a name that is not in `PATHS`.
    """
    modifier = " icon--directional" if name in DIRECTIONAL else ""
    return (
        f'<svg class="icon{modifier}" viewBox="0 0 24 24" aria-hidden="true">'
        f'<path d="{PATHS[name]}"/></svg>'
    )
