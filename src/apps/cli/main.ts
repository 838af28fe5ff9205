#!/usr/bin/env node
// The terminal program. Only the command that runs is loaded, so that --help starts at once.

import { Command, CommanderError } from "commander";
import { finish, showError } from "./errors.js";
import { protectFormula } from "./formula-argument.js";

const version = "0.1.0";
const at = ["--at <point>", "where: x=-2,y=5 or w=[1,1,-1.5]"] as const;
const dir = ["--dir <folder>", "where the folders of the exercises are (default: exercises, or here)"] as const;
const seed = ["--seed <number>", "the random seed (default: another one each time)"] as const;
const ascii = ["--ascii", "write without Unicode"] as const;
const json = ["--json", "print one line of JSON (schema 1)"] as const;

function program(): Command {
  const trigrad = new Command("trigrad")
    .description("Derivatives four ways, side by side: numerical, symbolic, forward and reverse mode.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(trigrad --help shows the commands)")
    .configureOutput({ outputError: (text, write) => write(text) });
  trigrad
    .command("compare <formula>")
    .description("value and gradient by every method, digits correct, costs, and a verdict")
    .option(...at, collect)
    .option("--wrt <names>", "differentiate by these names only")
    .option(...json)
    .action(async (formula, options) => finish((await import("./commands/compare.js")).compareCommand(formula, options)));
  trigrad
    .command("graph <formula>")
    .description("the computation graph of a formula, or of a network in a .json file: values above, gradients below the arrows")
    .option(...at, collect)
    .option("--view <view>", "of a network: layers, neurons or scalars (default: layers)")
    .option("--instance <n>", "of a network's batch, counted from 1")
    .option("--svg <file>", "write an SVG picture")
    .option("--dot", "print Graphviz DOT")
    .option("--mermaid", "print a Mermaid diagram")
    .option("--step", "play the forward, then the backward pass, node by node")
    .option("--ascii", "draw without Unicode")
    .option(...json)
    .action(async (formula, options) => finish((await import("./commands/graph.js")).graphCommand(formula, options)));
  trigrad
    .command("steps <formula>")
    .description("the symbolic derivation, one rule a line")
    .requiredOption("--wrt <name>", "the variable: x, or an entry such as w[1]")
    .option("--at <point>", "for vectors: w=[1,1,-1.5] says how many entries there are", collect)
    .option("--tex", "print TeX")
    .option(...json)
    .action(async (formula, options) => finish((await import("./commands/steps.js")).stepsCommand(formula, options)));
  trigrad
    .command("lecture [section]")
    .description("the lecture's eight sections, run and checked; one of them for its number")
    .option("--svg <file>", "write the pictures of a section that has some")
    .option(...json)
    .action(async (section, options) => finish((await import("./commands/lecture.js")).lectureCommand(section, options)));
  trigrad
    .command("check <file>")
    .description("check claimed values and gradients: JSON or JSON lines, - for standard input")
    .option(...json)
    .action(async (file, options) => finish(await (await import("./commands/check.js")).checkCommand(file, options)));
  trigrad
    .command("network <file>")
    .description("a network's loss and all its gradients by every method; - for standard input")
    .option("--methods <names>", "only these methods, however long they take: numerical,symbolic,forward,reverse")
    .option(...json)
    .action(async (file, options) => finish((await import("./commands/network.js")).networkCommand(file, options)));
  trigrad
    .command("lab [name]")
    .description("an experiment: its question, plots, what was seen, and the lecture's claims judged by it")
    .option("--list", "names, titles and questions of all labs")
    .option("--predict", "only the question and what to guess, before looking")
    .option("--set <key=value...>", "settings of the lab; a wrong one shows them all")
    .option("--seed <number>", "the random seed")
    .option("--svg <file>", "write the plots as one SVG picture too")
    .option("--ascii", "draw without Unicode")
    .option(...json)
    .action(async (name, options) => finish((await import("./commands/lab.js")).labCommand(name, options)));
  trigrad
    .command("exercises")
    .description("all exercises with your progress; --start writes them into a folder of your own")
    .option("--start <folder>", "write tasks and stubs there; what is there already stays as it is")
    .option(...dir)
    .option("--format <format>", "text or json")
    .option(...ascii)
    .action(async (options) => finish((await import("./commands/exercises.js")).exercisesCommand(options)));
  trigrad
    .command("exercise <number>")
    .description("check your answer to an exercise; a folder for one of a course's own")
    .option(...dir)
    .option("--format <format>", "text or json")
    .option(...seed)
    .option("--hints <n>", "how many of the three hints are shown (default: 1)")
    .option(...ascii)
    .action(async (number, options) => finish(await (await import("./commands/exercise.js")).exerciseCommand(number, options)));
  trigrad
    .command("watch [number]")
    .description("check whenever you save, and go on to the next exercise when one is solved")
    .option(...dir)
    .option(...seed)
    .option(...ascii)
    .action(async (number, options) => finish(await (await import("./commands/watch.js")).watchCommand(number, options)));
  trigrad
    .command("hint <number>")
    .description("the next of three hints for the first law that does not hold")
    .option(...dir)
    .option("--format <format>", "text or json")
    .option(...seed)
    .option(...ascii)
    .action(async (number, options) => finish(await (await import("./commands/hint.js")).hintCommand(number, options)));
  trigrad
    .command("reset <number>")
    .description("put an exercise back to its stub; asks first, and keeps your answer")
    .option(...dir)
    .option("--yes", "do not ask")
    .action(async (number, options) => finish(await (await import("./commands/reset.js")).resetCommand(number, options)));
  trigrad
    .command("grade [path]")
    .description("grade a submission: a folder with the files of one exercise, a ZIP archive of it, or its file")
    .option("--exercise <which>", "which exercise it is, where names do not say; a folder for one of a course's own")
    .option("--format <format>", "text, json, gradescope, github or junit")
    .option("--out <file>", "write the report there: whole, or not at all")
    .option("--package <service>", "instead of grading, write the grader for gradescope or github into the folder --out")
    .option(...seed)
    .option("--hints <n>", "how many of the three hints are shown (default: 1)")
    .option(...ascii)
    .action(async (path, options) => finish(await (await import("./commands/grade.js")).gradeCommand(path, options)));
  trigrad
    .command("grade-class [folder]")
    .description("grade a class: each file, folder or archive in there is a submission")
    .option("--out <folder>", "where the results go; a run that was ended goes on there")
    .option("--exercise <number>", "which exercise it is, where names do not say")
    .option("--jobs <n>", "how many are graded at a time (default: one for each core)")
    .option("--seed <number>", "the random seed, the same for all (default: another one for each run)")
    .option("--redis <url>", "leave the grading to workers on any machine, by a queue on Redis")
    .option("--worker", "be such a worker")
    .option("--ascii", "write without Unicode")
    .action(async (folder, options) =>
      finish(await (await import("./commands/grade-class.js")).gradeClassCommand(folder, version, options)),
    );
  trigrad
    .command("train [data]")
    .description("train a network on xor, and, circles, moons, spirals, curve, iris or a CSV file (default: xor)")
    .option("--layers <widths>", "all widths, such as 2-8-1, or the hidden ones, such as 8,8")
    .option("--activation <name>", "of the hidden layers: tanh, relu, sigmoid, leakyRelu, softplus, step, identity")
    .option("--alpha <number>", "slope of leakyRelu for negative numbers")
    .option("--no-bias", "weights only, as on the slides")
    .option("--loss <name>", "squared, binary-cross-entropy or cross-entropy")
    .option("--optimiser <name>", "sgd, momentum or adam")
    .option("--rate <number>", "the learning rate")
    .option("--batch <n>", "instances of a step: 1, some, or all")
    .option("--epochs <n>", "how often all instances are gone through")
    .option("--seed <number>", "of the data, the first weights and the order (default: 1)")
    .option("--method <name>", "reverse, forward, symbolic, numerical, or all of them for comparison (default: reverse)")
    .option("--state <file>", "keep the state there, so that the run can be resumed")
    .option("--resume <file>", "go on with the run whose state is there")
    .option("--save <file>", "write the network with its weights and data as JSON")
    .option("--stop-loss <number>", "stop when the loss is at most this")
    .option("--patience <n>", "stop when so many epochs have not lowered the loss")
    .option("--size <n>", "instances of built-in data")
    .option("--noise <number>", "standard deviation of the noise of built-in data")
    .option("--target <column>", "of a CSV file: the column to learn, by name or number (default: the last)")
    .option("--task <name>", "of a CSV file: classification or regression")
    .option("--standardise", "features with mean 0 and deviation 1")
    .option("--ascii", "draw without Unicode")
    .option(...json)
    .action(async (data, options) => finish(await (await import("./commands/train.js")).trainCommand(data, withoutDefaults(options))));
  trigrad
    .command("crosscheck")
    .description("random formulas or networks, each compared by all methods: do they ever contradict one another?")
    .option("--formulas", "random formulas at random points (the default)")
    .option("--networks", "random networks")
    .option("--wild", "formulas at points with extreme numbers: 0, -0, ties, huge and tiny")
    .option("--count <n>", "how many altogether (default: 1000 formulas, 100 networks)")
    .option("--seed <number>", "the random seed (default: 1)")
    .option("--size <n>", "operations of a formula (default: 12), neurons of a layer (default: 8), at most")
    .option("--time <seconds>", "stop after so long")
    .option("--state <file>", "keep there how far the run came, and go on from there")
    .option("--replay <text>", "show one case again, as printed with a contradiction")
    .option(...json)
    .action(async (options) => finish(await (await import("./commands/crosscheck.js")).crosscheckCommand(options)));
  trigrad
    .command("web")
    .description("the workbench as a web page, served to this machine only")
    .option("--port <number>", "the port; 0 takes a free one (default: 5190)")
    .action(async (options) => (await import("./commands/web.js")).webCommand(options));
  return trigrad;
}

/** Commander says true where --no-bias was not given. */
function withoutDefaults({ bias, ...options }: { readonly bias?: boolean }): object {
  return bias === false ? { ...options, bias } : options;
}

function collect(text: string, before: string | undefined): string {
  return before === undefined ? text : `${before},${text}`;
}

try {
  const commands = program();
  if (process.argv.length <= 2) commands.outputHelp();
  else await commands.parseAsync([...process.argv.slice(0, 2), ...protectFormula(process.argv.slice(2))]);
} catch (error) {
  // Commander has printed its message already; --help and --version end with 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else showError(error);
}
