/** Stops what was started, last first. One that fails to stop does not keep the others running. */
export type OrderedStop = {
  add: (stop: () => Promise<unknown> | void) => void;
  run: () => Promise<void>;
};

/** @param problem told of each part that did not stop */
export function createOrderedStop(problem: (error: unknown) => void): OrderedStop {
  const steps: (() => Promise<unknown> | void)[] = [];
  let running: Promise<void> | undefined;
  const stopAll = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        problem(error);
      }
    }
  };
  return { add: (stop) => void steps.push(stop), run: () => (running ??= stopAll()) };
}
