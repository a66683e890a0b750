// Shows a password while it is typed, and lets the library ask the browser for a passkey.
"use strict";
for (const button of document.querySelectorAll("[data-show-password]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    for (const input of button.form.querySelectorAll("[autocomplete$='-password']")) input.type = shown ? "text" : "password";
  });
}
{
  const forms = window.allauth && window.PublicKeyCredential && window.allauth.webauthn.forms;
  const ids = {
    add: "passkey", login: "passkey", authenticate: "passkey",
    credential: "id_credential", passwordless: "id_passwordless", data: "passkey-question",
  };
  const place = document.querySelector("[data-passkey]");
  if (forms && place) {
    if (place.dataset.passkey === "loginForm") delete ids.data;
    document.getElementById("passkey").hidden = false;
    forms[place.dataset.passkey]({ ids });
    document.addEventListener("allauth.error", (event) => {
      event.preventDefault();
      document.querySelector("[data-passkey-failed]").hidden = false;
    });
  }
}
