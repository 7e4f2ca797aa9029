class Body:
    __slots__ = ("x", "y", "vx", "vy", "mass")

    def __init__(self, x, y, vx, vy, mass):
        self.x, self.y, self.vx, self.vy, self.mass = x, y, vx, vy, mass


def step(bodies, dt):
    for i, a in enumerate(bodies):
        for b in bodies[i + 1 :]:
            dx, dy = a.x - b.x, a.y - b.y
            pull = dt / (dx * dx + dy * dy + 0.01) ** 1.5
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy


def work():
    bodies = [Body(i, i * i % 7, 0.1 * i, -0.1 * i, 1.0 + i) for i in range(6)]
    for _ in range(1_500):
        step(bodies, 0.001)
    assert bodies[0].x == bodies[0].x
