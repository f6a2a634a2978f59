/**
 * The loss surface in a box, and how it looks from a distance. Box coordinates run from -1 to 1 along slope and intercept
 * and from -TALL to TALL along the loss; the loss is a quadratic, so that what hides a point has a formula.
 */

export const TALL = 0.7;

/** An ErrorSurface over ranges of slope and intercept, put into the box. */
export class Box {
  /**
   * @param {ErrorSurface} surface
   * @param {[number, number][]} ranges of slope and intercept
   */
  constructor(surface, ranges) {
    Object.assign(this, { surface, ranges });
    const [w, b] = ranges;
    this.highest = Math.max(...w.flatMap((slope) => b.map((intercept) => surface.loss(slope, intercept))));
  }

  /** Put a slope, an intercept and a loss into the box. */
  place(w, b, loss) {
    const [along, across] = [w, b].map((value, i) => {
      const [low, high] = this.ranges[i];
      return (2 * (value - low)) / (high - low) - 1;
    });
    return [along, across, TALL * ((2 * loss) / this.highest - 1)];
  }

  /** The point of the surface at a slope and an intercept, with both at hand. */
  at(w, b) {
    return { w, b, place: this.place(w, b, this.surface.loss(w, b)) };
  }

  inside(w, b) {
    return [w, b].every((value, i) => value >= this.ranges[i][0] && value <= this.ranges[i][1]);
  }

  /** The contour line of a loss: an ellipse, from the factors H = L Lᵀ. */
  contour(loss, points = 180) {
    const [[ww, wb], [, bb]] = this.surface.hessian;
    const l11 = Math.sqrt(ww);
    const l21 = wb / l11;
    const l22 = Math.sqrt(bb - l21 * l21);
    const radius = Math.sqrt(2 * (loss - this.surface.floor));
    return Array.from({ length: points + 1 }, (_, i) => {
      const turn = (2 * Math.PI * i) / points;
      const db = (radius * Math.sin(turn)) / l22;
      const dw = (radius * Math.cos(turn) - l21 * db) / l11;
      return this.at(this.surface.minimum[0] + dw, this.surface.minimum[1] + db);
    });
  }

  /** The straight segment from one pair of parameters to another, on the surface. */
  segment([w0, b0], [w1, b1], points = 24) {
    return Array.from({ length: points + 1 }, (_, i) => {
      const part = i / points;
      return this.at(w0 + part * (w1 - w0), b0 + part * (b1 - b0));
    });
  }
}

/** A direction from which the box is seen, in degrees as matplotlib counts them; always from above. */
export class View {
  constructor(azimuth, elevation) {
    this.azimuth = ((((azimuth + 180) % 360) + 360) % 360) - 180;
    this.elevation = Math.min(Math.max(elevation, 5), 88);
    const [a, e] = [this.azimuth, this.elevation].map((degrees) => (degrees * Math.PI) / 180);
    this.eye = [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)];
    this.right = [-Math.sin(a), Math.cos(a), 0];
    this.up = [-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)];
  }

  turned(byAzimuth, byElevation) {
    return new View(this.azimuth + byAzimuth, this.elevation + byElevation);
  }

  /** Where a place in the box lies on the picture: to the right, and up. */
  project(place) {
    const along = (axis) => axis[0] * place[0] + axis[1] * place[1] + axis[2] * place[2];
    return [along(this.right), along(this.up)];
  }

  /** The direction to the eye as slope, intercept and loss. */
  direction(box) {
    const [[w0, w1], [b0, b1]] = box.ranges;
    const [along, across, upwards] = this.eye;
    return [(along * (w1 - w0)) / 2, (across * (b1 - b0)) / 2, (upwards * box.highest) / (2 * TALL)];
  }

  /** How far along the direction to the eye the surface is met again; negative where it is seen from outside. */
  meets(box, w, b) {
    const [[ww, wb], [, bb]] = box.surface.hessian;
    const [dw, db, rise] = this.direction(box);
    const [mw, mb] = box.surface.minimum;
    const slope = (ww * (w - mw) + wb * (b - mb)) * dw + (wb * (w - mw) + bb * (b - mb)) * db;
    return (2 * (rise - slope)) / (ww * dw * dw + 2 * wb * dw * db + bb * db * db);
  }

  /** Whether the near side of the surface hides its point at a slope and an intercept. */
  hides(box, { w, b }) {
    const length = this.meets(box, w, b);
    const [dw, db] = this.direction(box);
    return length > 1e-9 && box.inside(w + length * dw, b + length * db);
  }
}
