package org.wardgate.launcher.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One named logger, writing to {@link GatewayLog}. */
final class GatewayLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  GatewayLogger(String name) {
    this.name = name;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    GatewayLog.write(name, level, text == null ? "" : text, cause);
  }

  @Override
  public boolean isTraceEnabled() {
    return GatewayLog.enabled(name, Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return GatewayLog.enabled(name, Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return GatewayLog.enabled(name, Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return GatewayLog.enabled(name, Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return GatewayLog.enabled(name, Level.ERROR);
  }
}
