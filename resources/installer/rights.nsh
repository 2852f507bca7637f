; Who may write where, for an installation of the whole machine.
;
; Under Program Files the rights are inherited. A folder elsewhere would let any account
; swap the program others run; and a folder of settings under ProgramData that a person
; made first would let that person steer everybody's program. Both get the rights of
; Program Files: SYSTEM and administrators all, others may read.

; Takes a path; sets its rights and those inherited below it, and logs how it went.
Function Protect
  System::Store S
  Pop $0
  !macro Icacls WORDS
    nsExec::Exec '"$SYSDIR\icacls.exe" "$0" ${WORDS}'
    Pop $1
    ${If} $1 != 0
      StrCpy $2 "failed"
    ${EndIf}
  !macroend
  StrCpy $2 ""
  !insertmacro Icacls '/setowner *S-1-5-32-544'
  !insertmacro Icacls '/reset'
  !insertmacro Icacls '/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  ${If} $2 == ""
    ${Log} "rettigheter satt (bare administratorer kan endre): $0"
  ${Else}
    ${Log} "RISIKO: rettighetene kunne ikke settes, se over hvem som kan skrive i $0"
  ${EndIf}
  System::Store L
FunctionEnd

Function ProtectProgramFolder
  ${If} $Scope == "AllUsers"
    StrLen $0 "$PROGRAMFILES64\"
    StrCpy $1 "$INSTDIR\" $0
    ${If} $1 != "$PROGRAMFILES64\"
      Push $INSTDIR
      Call Protect
    ${EndIf}
  ${EndIf}
FunctionEnd

; The folder of the machine's settings ($APPDATA of all is ProgramData).
Function ProtectSettingsFolder
  ${If} $Scope != "AllUsers"
    Return
  ${EndIf}
  Push "$APPDATA\${APP}"
  Call IsLink
  Pop $0
  ${If} $0 = 1
    ${Log} "RISIKO: $APPDATA\${APP} er en lenke; den er ikke rørt"
    Return
  ${EndIf}
  ${If} ${FileExists} "$APPDATA\${APP}\${APP}.ini"
    ${Log} "merk: $APPDATA\${APP}\${APP}.ini fantes fra før; innholdet er ikke endret"
  ${EndIf}
  CreateDirectory "$APPDATA\${APP}"
  Push "$APPDATA\${APP}"
  Call Protect
  Push "$APPDATA\${APP}\${APP}.ini"
  Call IsLink
  Pop $0
  ${If} $0 = 0
  ${AndIf} ${FileExists} "$APPDATA\${APP}\${APP}.ini"
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${APP}\${APP}.ini" /setowner *S-1-5-32-544'
    Pop $1
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${APP}\${APP}.ini" /reset'
    Pop $1
  ${EndIf}
FunctionEnd
