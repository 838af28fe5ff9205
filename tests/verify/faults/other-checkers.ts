// The default checks of PyTorch and JAX, written anew from their documented definitions, to stand beside ours. Nothing else uses them.

/** A function of many numbers, in one row. */
export type Flat = (x: readonly number[]) => number;

/** Accepts or rejects gradients at one point: one for each way in which the library computes it, reverse mode first. */
export type Judge = (claims: readonly (readonly number[])[]) => boolean;

const isClose = (a: number, b: number, absolute: number, relative: number): boolean => Math.abs(a - b) <= absolute + relative * Math.abs(b);

/**
 * torch.autograd.gradcheck(f, x, eps=1e-6, atol=1e-5, rtol=1e-3): each partial by a central difference with a fixed step, compared by
 * torch.allclose, |analytical - numerical| <= atol + rtol |numerical|. By default reverse mode alone is checked.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html
 */
export function pytorchAt(f: Flat, x: readonly number[]): Judge {
  const eps = 1e-6;
  const numerical = x.map((_, k) => {
    const moved = (step: number) => f(x.map((entry, i) => (i === k ? entry + step : entry)));
    return (moved(eps) - moved(-eps)) / (2 * eps);
  });
  return ([first = []]) => first.every((partial, k) => isClose(partial, numerical[k] as number, 1e-5, 1e-3));
}

/**
 * jax.test_util.check_grads(f, x, order=1), in float64: one central difference along a normally distributed tangent t with eps = 1e-4.
 * Forward mode: t_out against it; reverse mode: t . vjp(c) against c times it, c normally distributed. numpy.testing.assert_allclose with
 * atol = rtol = 1e-5, the default tolerance of gradients in float64 (2e-3 in float32, which JAX computes in unless told otherwise).
 * @param normal  draws a number of the standard normal distribution
 * @see https://docs.jax.dev/en/latest/jax.test_util.html
 */
export function jaxAt(f: Flat, x: readonly number[], normal: () => number): Judge {
  const eps = 1e-4;
  const tangent = x.map(normal);
  const cotangent = normal();
  const along = (step: number) => f(x.map((entry, i) => entry + step * (tangent[i] as number)));
  const expected = (along(eps) - along(-eps)) * (0.5 / eps);
  return (claims) =>
    claims.every((partials) => {
      const derivative = partials.reduce((total, partial, i) => total + partial * (tangent[i] as number), 0);
      const tolerance = 1e-5;
      return (
        isClose(derivative, expected, tolerance, tolerance) && isClose(cotangent * derivative, cotangent * expected, tolerance, tolerance)
      );
    });
}
