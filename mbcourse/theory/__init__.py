"""What theory predicts about gradient noise, stability and the floor: exact in the data, no simulation but in `growth`.

Notation: theta = (weights, intercept), H = 2 mean a a^T with a = (x, 1), H_i = 2 a_i a_i^T, g_i the gradient on
example i, Sigma the covariance of the g_i. A batch of b examples has gradient covariance f(b) Sigma, where
f(b) = 1/b for draws with replacement and (n - b) / (b (n - 1)) for one draw without (`noise_factor`).

Stability, expected losses and floor treat each update's batch as a fresh draw. With delta the distance from the
minimum, C = E[delta delta^T] then follows C <- T(C) + eta^2 f(b) Sigma*, where T(C) = (I - eta H) C (I - eta H)
+ eta^2 f(b) mean (H_i - H) C (H_i - H) and Sigma* is Sigma at the minimum, as long as E[delta] = 0, as at the fixed
point; on the way to it there is a further term, linear in E[delta] (`expected_losses`).
"""

from mbcourse.theory.critical import critical_batch
from mbcourse.theory.moments import expected_loss_of_average, expected_losses, noise_floor
from mbcourse.theory.momentum import momentum_floor, momentum_losses
from mbcourse.theory.noise import gradient_covariance, noise_factor, noise_scale, two_batch
from mbcourse.theory.reshuffling import cumulative_noise, reshuffled_floor
from mbcourse.theory.stability import growth, max_learning_rate, typical_learning_rate

__all__ = [
    "critical_batch",
    "cumulative_noise",
    "expected_loss_of_average",
    "expected_losses",
    "gradient_covariance",
    "growth",
    "max_learning_rate",
    "momentum_floor",
    "momentum_losses",
    "noise_factor",
    "noise_floor",
    "noise_scale",
    "reshuffled_floor",
    "two_batch",
    "typical_learning_rate",
]
