// SPDX-License-Identifier: Apache-2.0
// The locked screen. It is all there is in the document: the page behind it has been taken away.
import { useEffect, useId, useState } from "react";
import type { FormEvent } from "react";
import { post } from "../api/client";
import type { Session } from "../api/types";
import { ErrorSummary, errorsOf, messageFor, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { PageHeading } from "../shell/page";
import { useSession } from "../shell/session";
import { SignInForm } from "./sign_in";

/** Locks the server's session too, again and again until it has heard it: the lock may have been pressed offline. */
function useServerLock(known: boolean): void {
  useEffect(() => {
    if (!known) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      post("/api/v1/session/lock").catch(() => {
        timer = setTimeout(tell, 5000);
      });
    };
    timer = setTimeout(tell, 2000);
    return () => clearTimeout(timer);
  }, [known]);
}

function UnlockForm() {
  const { unlock } = useSession();
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<FieldError[]>([]);
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password === "") return setErrors([{ field: "password", message: "Enter your password" }]);
    try {
      await unlock(password);
    } catch (error) {
      setPassword("");
      setErrors(errorsOf(error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={errors} ids={{ password: id }} />
      <TextField
        id={id} label="Password" type="password" value={password} onText={setPassword}
        autoComplete="current-password" error={messageFor(errors, "password")}
      />
      <button type="submit" className="button button--main">Unlock</button>
    </form>
  );
}

export function LockScreen({ session }: { session: Session | null }) {
  const [another, setAnother] = useState(false);
  useServerLock(session !== null && !session.locked);
  if (another) {
    return (
      <div className="door">
        <PageHeading title="Sign in as somebody else" />
        <SignInForm />
        <button type="button" className="button" onClick={() => setAnother(false)}>Back to unlocking</button>
      </div>
    );
  }
  return (
    <div className="door">
      <PageHeading title="Locked" />
      <p className="calm">
        {session
          ? <>Locked by <strong><bdi>{session.account.display_name}</bdi></strong>. </>
          : "This screen is locked. "}
        Enter your password to go on where you were.
      </p>
      <UnlockForm />
      <button type="button" className="button" onClick={() => setAnother(true)}>Sign in as somebody else</button>
    </div>
  );
}
