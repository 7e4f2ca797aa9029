for f in (lambda: (5).x, lambda: [].y, lambda: None.z, lambda: 'a'.b(), lambda: int.q):
    try: f()
    except AttributeError as e: print(e)
