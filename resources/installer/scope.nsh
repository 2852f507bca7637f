; For whom and where: the whole machine or one account, and the folder.
;
; NSIS's MultiUser.nsh is not used: it forgets /D=, and shows its refusal in a box even
; when the installer is silent, where nobody is there to close it.
!macro SCOPE_FUNCTIONS UN
; Gives 1 when the account may change the machine (an elevated administrator, SYSTEM).
Function ${UN}IsAdministrator
  UserInfo::GetAccountType
  Exch $0
  ${If} $0 == "Admin"
    StrCpy $0 1
  ${Else}
    StrCpy $0 0
  ${EndIf}
  Exch $0
FunctionEnd
!macroend
!insertmacro SCOPE_FUNCTIONS ""
!insertmacro SCOPE_FUNCTIONS "un."

; Sets $Scope by what was said, what is installed and what the account may do.
Function ChooseScope
  StrCpy $GivenFolder $INSTDIR
  Push "/AllUsers"
  Call WasSaid
  Pop $0
  Push "/CurrentUser"
  Call WasSaid
  Pop $1
  Call IsAdministrator
  Pop $2
  ReadRegStr $3 HKCU "${INSTALLED}" "InstallDir"
  ReadRegStr $4 HKLM "${INSTALLED}" "InstallDir"
  ${If} $0 = 1
  ${AndIf} $1 = 1
    ${Refuse} 2 "$(BothScopes)" "/AllUsers og /CurrentUser er begge oppgitt"
    ${Leave}
  ${EndIf}
  StrCpy $Scope "AllUsers"
  ${If} $1 = 1
    StrCpy $Scope "CurrentUser"
  ${ElseIf} $0 = 0
  ${AndIfNot} ${Silent}
    ${If} $2 = 0
      StrCpy $Scope "CurrentUser"
    ${ElseIf} $3 != ""
    ${AndIf} $4 == ""
      StrCpy $Scope "CurrentUser"
    ${EndIf}
  ${EndIf}
  ${If} $Scope == "AllUsers"
  ${AndIf} $2 = 0
    ${Refuse} 4 "$(NeedsAdministrator)" "hele maskinen krever administrator"
    ${Leave}
  ${EndIf}
FunctionEnd

; Sets the folder, and where entries are written, for $Scope.
Function ApplyScope
  ${If} $Scope == "AllUsers"
    SetShellVarContext all
    ReadRegStr $FormerFolder HKLM "${INSTALLED}" "InstallDir"
    StrCpy $INSTDIR "$PROGRAMFILES64\${APP}"
    ${Log} "for hele maskinen"
  ${Else}
    SetShellVarContext current
    ReadRegStr $FormerFolder HKCU "${INSTALLED}" "InstallDir"
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APP}"
    ${Log} "for denne kontoen"
  ${EndIf}
  ${If} $GivenFolder != ""
    StrCpy $INSTDIR $GivenFolder
  ${ElseIf} $FormerFolder != ""
    StrCpy $INSTDIR $FormerFolder
  ${EndIf}
FunctionEnd

; An installation of one account stays beside the one of the machine: other people's
; profiles are not ours to change. The log says so, in numbers.
Function TellOfOtherInstallations
  ${If} $Scope != "AllUsers"
    Return
  ${EndIf}
  StrCpy $0 0
  StrCpy $1 0
  ${Do}
    EnumRegKey $2 HKU "" $0
    ${If} $2 == ""
      ${Break}
    ${EndIf}
    ReadRegStr $3 HKU "$2\${INSTALLED}" "InstallDir"
    ${If} $3 != ""
    ${AndIf} ${FileExists} "$3\${APP}.exe"
      IntOp $1 $1 + 1
    ${EndIf}
    IntOp $0 $0 + 1
  ${Loop}
  ${If} $1 > 0
    ${Log} "merk: $1 pålogget konto har også sin egen installasjon; den er ikke rørt"
    MessageBox MB_OK|MB_ICONINFORMATION "$(AlsoForAccount)" /SD IDOK
  ${EndIf}
FunctionEnd
