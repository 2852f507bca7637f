; What Windows is told: the list of programs, the start menu, the name in Run.
Function WriteEntries
  ClearErrors
  WriteRegStr SHCTX "${INSTALLED}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${APP}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${APP}.exe,0"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$Scope'
  ; _?= makes the uninstaller stay in its folder: it waits and gives an exit code
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$Scope _?=$INSTDIR'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0
  WriteRegStr SHCTX "${APP_PATHS}" "" "$INSTDIR\${APP}.exe"
  WriteRegStr SHCTX "${APP_PATHS}" "Path" "$INSTDIR"
  ${If} ${Errors}
    ${Fail} 2 "$(CannotRegister)" "kan ikke skrive i registeret til Windows"
  ${EndIf}
  ${Log} "oppført i listen over programmer"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe" "" "$INSTDIR\${APP}.exe" 0
  ${Log} "snarvei i startmenyen"
  Push "/DesktopShortcut=1"
  Call WasSaid
  Pop $0
  ${If} $0 = 1
    Call MakeDesktopShortcut
  ${EndIf}
  Call ProtectSettingsFolder
FunctionEnd

Function MakeDesktopShortcut
  SetOutPath "$INSTDIR"
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${APP}.exe" "" "$INSTDIR\${APP}.exe" 0
  ${Log} "snarvei på skrivebordet"
FunctionEnd

Function un.RemoveEntries
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "${APP_PATHS}"
  DeleteRegValue SHCTX "${INSTALLED}" "InstallDir"
  DeleteRegKey /ifempty SHCTX "${INSTALLED}"
  ${Log} "oppføring og snarveier er fjernet"
FunctionEnd
