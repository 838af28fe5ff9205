// Training: SGD as on the slides, its relatives, and runs that can stop and go on.

export { dataChecksum } from "./checksum.js";
export { trainingDefaults } from "./defaults.js";
export type { Limits } from "./ending.js";
export { adam, momentum, type Optimiser, optimiserNamed, optimiserNames, sgd } from "./optimiser.js";
export { costOf, largestDifference, type RefusedRun, type RunReport, type TrainingReport } from "./report.js";
export type { TrainingState } from "./state.js";
export { readTrainingState, TrainingStateError, trainingStateText } from "./state-text.js";
export { type TrainingResult, type TrainOptions, train, trainSteps, trainToEnd } from "./train.js";
