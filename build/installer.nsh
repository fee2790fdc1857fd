; What the Windows installer adds to electron-builder's own: the links Ringside understands (docs/packaging.md).
; `ringside:` is ours. tel:, callto: and sip: are offered: Windows lists Ringside under "Default apps", and the agent chooses.
; Everything stands under the hive of the installation (SHELL_CONTEXT) and goes with it. `--` ends Chromium's own
; switches: a link cannot become one.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\ringside" "" "URL:Ringside"
  WriteRegStr SHELL_CONTEXT "Software\Classes\ringside" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\ringside\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Ringside.Call" "" "Ringside"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Ringside.Call\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Ringside\Capabilities" "ApplicationName" "Ringside"
  WriteRegStr SHELL_CONTEXT "Software\Ringside\Capabilities" "ApplicationDescription" "Ringside"
  WriteRegStr SHELL_CONTEXT "Software\Ringside\Capabilities\UrlAssociations" "tel" "Ringside.Call"
  WriteRegStr SHELL_CONTEXT "Software\Ringside\Capabilities\UrlAssociations" "callto" "Ringside.Call"
  WriteRegStr SHELL_CONTEXT "Software\Ringside\Capabilities\UrlAssociations" "sip" "Ringside.Call"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Ringside" "Software\Ringside\Capabilities"
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Ringside"
  DeleteRegKey SHELL_CONTEXT "Software\Ringside"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Ringside.Call"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\ringside"
!macroend
