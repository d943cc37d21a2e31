/** The installer on a framework with Deployment Admin. */
@NullMarked
package org.wardgate.installer.deploymentadmin;

import org.jspecify.annotations.NullMarked;
