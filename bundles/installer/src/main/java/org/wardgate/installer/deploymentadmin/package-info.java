/** The set as a deployment package, put in place by OSGi's Deployment Admin. */
@NullMarked
package org.wardgate.installer.deploymentadmin;

import org.jspecify.annotations.NullMarked;
