// Data to train on: made, or measured.

export type { DataSet } from "./data-set.js";
export { type DataSetName, dataSet, dataSetNames } from "./data-sets.js";
export { defaultNetwork, networkFor } from "./default-network.js";
