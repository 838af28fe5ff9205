// Stands in for a child of the benchmarks: "fatal" takes its process down, "silent" says nothing more, the others are measured.

process.once("message", ({ without = [], settings }) => {
  for (const about of ["good", "fatal", "silent"].filter((name) => !without.includes(name))) {
    process.send({ about });
    if (about === "fatal") process.exit(3);
    if (about === "silent") {
      setTimeout(() => {}, 100 * settings.patience);
      return;
    }
  }
  const timing = { seconds: 1, quartiles: [1, 1], turns: 1 };
  process.send({
    done: { task: "a", id: "row", title: "row", results: [{ contender: "good", outcome: "measured", timing, preparing: 0 }] },
  });
});
