/** The gateway's settings as forms, read from the metatype in this project's bundles. */
@NullMarked
package org.wardgate.settings.form;

import org.jspecify.annotations.NullMarked;
