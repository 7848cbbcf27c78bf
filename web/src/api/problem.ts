// SPDX-License-Identifier: Apache-2.0
// The two ways a call can fail: the server refused it and says why (problem details, RFC 9457), or nobody answered.

export interface Problem {
  status: number;
  code: string;
  field: string;
  detail: string;
}

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string;

  constructor(problem: Problem) {
    super(problem.detail);
    this.status = problem.status;
    this.code = problem.code;
    this.field = problem.field;
  }
}

/** The request or its answer was lost: whether it was carried out is not known. */
export class Unreachable extends Error {
  constructor() {
    super("The server cannot be reached. Check the network; nothing you typed is lost.");
  }
}

/** Codes after which the same request may simply be sent again. */
const passing = new Set(["unavailable", "too_many"]);

export function mayPass(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refusal && passing.has(error.code));
}

const gatewayStatuses = new Set([502, 503, 504]);

/** Reads a refusal; a proxy's own page, which is no problem document, still becomes one. */
export async function readProblem(response: Response): Promise<Refusal> {
  const plain: Problem = {
    status: response.status,
    code: gatewayStatuses.has(response.status) ? "unavailable" : "internal",
    field: "",
    detail: `The server answered ${response.status} without saying why. Try again; if it lasts, tell your operator.`,
  };
  try {
    const told = (await response.json()) as Partial<Problem>;
    return new Refusal({
      status: response.status,
      code: told.code ?? plain.code,
      field: told.field ?? "",
      detail: told.detail ?? plain.detail,
    });
  } catch {
    return new Refusal(plain);
  }
}

export function inWords(error: unknown): string {
  return error instanceof Error ? error.message : "Something unexpected happened. Try again.";
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
