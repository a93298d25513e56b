def ward(request) -> dict:
    """The ward's name on every page, and whether its data are a demonstration."""
    return {"ward_name": "", "demo_data": False}
