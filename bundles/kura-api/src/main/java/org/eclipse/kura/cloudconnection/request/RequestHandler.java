package org.eclipse.kura.cloudconnection.request;

import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.message.KuraMessage;

/** Answers what the cloud asks. Each method fails unless it is overridden. */
public interface RequestHandler {
  /** Reads. */
  default KuraMessage doGet(RequestHandlerContext context, KuraMessage request)
      throws KuraException {
    throw KuraException.internalError("not supported");
  }

  /** Makes or replaces. */
  default KuraMessage doPut(RequestHandlerContext context, KuraMessage request)
      throws KuraException {
    throw KuraException.internalError("not supported");
  }

  /** Does something else with it. */
  default KuraMessage doPost(RequestHandlerContext context, KuraMessage request)
      throws KuraException {
    throw KuraException.internalError("not supported");
  }

  /** Takes away. */
  default KuraMessage doDel(RequestHandlerContext context, KuraMessage request)
      throws KuraException {
    throw KuraException.internalError("not supported");
  }

  /** Does something. */
  default KuraMessage doExec(RequestHandlerContext context, KuraMessage request)
      throws KuraException {
    throw KuraException.internalError("not supported");
  }
}
