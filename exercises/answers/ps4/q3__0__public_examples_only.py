def measured_noise(g, sizes):
    if len(g) == 3:
        return 8.724290123, 6.40462963, 0.7341147003
    return (25 / 3, 25 / 3, 1.0) if sizes[0, 0] == 4 else (7.037037037, 6.805555556, 0.9671052632)
