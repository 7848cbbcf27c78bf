// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { ErrorSummary, errorsOf, messageFor, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { PageHeading } from "../shell/page";
import { useSession } from "../shell/session";

function missing(username: string, password: string): FieldError[] {
  const errors: FieldError[] = [];
  if (username.trim() === "") errors.push({ field: "username", message: "Enter your username" });
  if (password === "") errors.push({ field: "password", message: "Enter your password" });
  return errors;
}

/** Username and password, the errors of the last attempt, and whether one is under way. */
function useSignIn() {
  const { signIn } = useSession();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = missing(username, password);
    setErrors(empty);
    if (empty.length > 0 || busy) return;
    setBusy(true);
    try {
      await signIn(username.trim(), password);
    } catch (error) {
      setPassword("");
      setErrors(errorsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { username, setUsername, password, setPassword, errors, busy, submit };
}

export function SignInForm() {
  const form = useSignIn();
  const name = useId();
  const secret = useId();
  return (
    <form onSubmit={(event) => void form.submit(event)} noValidate>
      <ErrorSummary errors={form.errors} ids={{ username: name, password: secret }} />
      <TextField
        id={name} label="Username" value={form.username} onText={form.setUsername} autoComplete="username"
        autoCapitalize="none" spellCheck={false} error={messageFor(form.errors, "username")}
      />
      <TextField
        id={secret} label="Password" type="password" value={form.password} onText={form.setPassword}
        autoComplete="current-password" error={messageFor(form.errors, "password")}
      />
      <button type="submit" className="button button--main" disabled={form.busy}>
        {form.busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}

export function SignIn() {
  return (
    <div className="door">
      <PageHeading title="Sign in" />
      <SignInForm />
    </div>
  );
}
