"""Three themes with one accent colour each: text has at least 4.5:1 on its background, lines have 3:1."""

from __future__ import annotations

from textual.theme import Theme

from studyguide.errors import StudyGuideError


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    muted: str,
    faint: str,
    line: str,
    accent: str,
    success: str,
    warning: str,
    error: str,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=muted,
        accent=accent,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=panel,
        success=success,
        warning=warning,
        error=error,
        variables={
            "text": foreground,
            "text-muted": muted,
            "text-disabled": faint,
            "text-primary": accent,
            "text-secondary": muted,
            "text-accent": accent,
            "text-success": success,
            "text-warning": warning,
            "text-error": error,
            "foreground-muted": muted,
            "foreground-disabled": faint,
            "border": accent,
            "border-blurred": line,
            "block-cursor-foreground": background,
            "block-cursor-background": accent,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": foreground,
            "block-cursor-blurred-background": panel,
            "block-cursor-blurred-text-style": "bold",
            "block-hover-background": surface,
            "footer-background": surface,
            "footer-foreground": muted,
            "footer-description-foreground": muted,
            "footer-key-foreground": accent,
            "footer-key-background": surface,
            "input-cursor-background": accent,
            "input-cursor-foreground": background,
            "input-selection-background": f"{accent} 35%",
            "screen-selection-background": f"{accent} 35%",
            "scrollbar": line,
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
            "link-color": accent,
        },
    )


DARK = _theme(
    "studyguide-dark",
    dark=True,
    background="#10151c",
    surface="#161d26",
    panel="#1f2935",
    foreground="#d8dfe8",
    muted="#95a3b3",
    faint="#8592a1",
    line="#626f7e",
    accent="#5cc4d8",
    success="#83cf95",
    warning="#e3b868",
    error="#f08c8c",
)
LIGHT = _theme(
    "studyguide-light",
    dark=False,
    background="#fbfaf7",
    surface="#f1efea",
    panel="#e4e2db",
    foreground="#1f262e",
    muted="#535e6b",
    faint="#5e646b",
    line="#7f848a",
    accent="#0b6580",
    success="#1c6b38",
    warning="#7d5200",
    error="#a8231c",
)
CONTRAST = _theme(
    "studyguide-contrast",
    dark=True,
    background="#000000",
    surface="#0d0d0d",
    panel="#262626",
    foreground="#ffffff",
    muted="#d6d6d6",
    faint="#999999",
    line="#8c8c8c",
    accent="#6fe9ff",
    success="#8dff9e",
    warning="#ffd75e",
    error="#ff9d9d",
)

THEMES = (DARK, LIGHT, CONTRAST)
"""To be registered by the app, the first being the default."""

OFFERED = tuple(theme.name for theme in THEMES)
"""The themes to choose from."""


def check_theme(name: str) -> None:
    """Whether there is such a theme.

    Raises:
        StudyGuideError: There is not.
    """
    if name not in OFFERED:
        raise StudyGuideError(f"no theme is called {name!r}; there are {', '.join(OFFERED)}")
