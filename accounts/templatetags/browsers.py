from django import template

register = template.Library()

# The first one found counts: every browser also names the older ones it resembles.
BROWSERS = (
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(user_agent):
    """«Firefox, Windows» from the browser's description of itself."""
    found = [
        next((name for mark, name in table if mark in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or "Неизвестное устройство"
