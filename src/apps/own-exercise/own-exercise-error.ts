// A course's own exercise that cannot be used: the teacher's to mend.

export class OwnExerciseError extends Error {
  override readonly name = "OwnExerciseError";
}
