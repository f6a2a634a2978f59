def central_differences(nine, s):
    return (nine[2][1] - nine[0][1]) / 2 / s, (nine[1][2] - nine[1][0]) / 2 / s
